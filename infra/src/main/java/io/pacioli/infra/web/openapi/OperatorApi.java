package io.pacioli.infra.web.openapi;

import io.pacioli.domain.decision.ProblemCode;
import java.util.List;

/** Every operation for those who operate the service. */
final class OperatorApi {

    static final String TAG = "Operate";

    /** The only one that makes a thing. */
    static final String BEGIN = "beginRebuild";

    private static final String REBUILDS = "/v1/projections/{name}/rebuilds";
    private static final String ONE = REBUILDS + "/{id}";

    private static final String PARKED = "/v1/projections/{name}/parked-ledgers";

    private static final String PARKED_EXAMPLE = """
            {"projection":"balances","generation":1,"ledger":"shop","position":6,"journalNumber":6,
             "eventId":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","eventType":"TransactionPosted",
             "cause":"java.lang.IllegalStateException: no event has opened the account assets:bank of shop",
             "parkedAt":"2026-01-31T09:30:00.5Z","retries":0,"underWay":false}""";

    private static final String EXAMPLE = """
            {"id":"1","projections":["balances"],"state":"filling","paused":false,"switch":"automatic","eventsPerSecondMax":20000,
             "eventsDone":180000,"eventsTotal":2000000,"eventsPerSecond":19800,"secondsLeft":92,"built":{"balances":2},
             "requestedBy":"ann","node":"5e0f7a52-7d0f-4b51-9d0e-6a2f0f3f1c11","createdAt":"2026-01-31T09:30:00.5Z"}""";

    private static final String PAUSED = EXAMPLE.replace("\"paused\":false", "\"paused\":true");

    private static final String CANCELLED = """
            {"id":"1","projections":["balances"],"state":"cancelled","paused":false,"switch":"automatic",
             "eventsDone":180000,"eventsTotal":2000000,"built":{"balances":2},
             "requestedBy":"ann","decidedBy":"ann","createdAt":"2026-01-31T09:30:00.5Z","endedAt":"2026-01-31T09:31:00.5Z"}""";

    private static final String READY = """
            {"id":"1","projections":["balances"],"state":"ready","paused":false,"switch":"automatic",
             "eventsDone":2000000,"eventsTotal":2000000,"eventsPerSecond":19800,"secondsLeft":0,"built":{"balances":2},
             "comparison":{"position":2000000,"differences":1,"examples":[{"table":"balances.balances",
               "live":[{"account_id":3,"currency":"EUR","debits":1001}],"rebuilt":[{"account_id":3,"currency":"EUR","debits":1000}]}]},
             "reason":"The row was changed by hand","requestedBy":"ann","decidedBy":"ann",
             "node":"5e0f7a52-7d0f-4b51-9d0e-6a2f0f3f1c11","createdAt":"2026-01-31T09:30:00.5Z"}""";

    private static final String SWITCHING_BACK = """
            {"id":"1","projections":["balances"],"state":"switching-back","paused":false,"switch":"automatic",
             "eventsDone":2000000,"eventsTotal":2000000,"built":{"balances":2},"former":{"balances":1},
             "comparison":{"position":2000000,"differences":0,"examples":[]},
             "reason":"It was not the balances","requestedBy":"ann","decidedBy":"ann","createdAt":"2026-01-31T09:30:00.5Z",
             "switchedAt":"2026-01-31T09:32:00.5Z"}""";

    static final List<OperatorOperation> OPERATIONS = List.of(
            new OperatorOperation(
                    REBUILDS,
                    "listRebuilds",
                    "List rebuilds",
                    "The last 100 rebuilds of a projection's read tables, or of all, latest first.",
                    null,
                    "",
                    200,
                    ReadSchemas.pageOf(OperatorSchemas.REBUILD),
                    Examples.page(EXAMPLE),
                    List.of()),
            new OperatorOperation(
                    ONE,
                    "getRebuild",
                    "Show a rebuild",
                    "How far a rebuild is, how fast it goes, and what it differs in from the tables in use.",
                    null,
                    "",
                    200,
                    OperatorSchemas.REBUILD,
                    EXAMPLE,
                    List.of(ProblemCode.REBUILD_NOT_FOUND)),
            new OperatorOperation(
                    REBUILDS,
                    BEGIN,
                    "Begin a rebuild",
                    "Makes the read tables of a projection, or of all, anew from the journal, beside those in use, compares the two,"
                            + " and switches to them. Queries and commands go on.",
                    OperatorSchemas.BEGIN_REBUILD,
                    """
                    {"switch":"automatic","eventsPerSecondMax":20000}""",
                    202,
                    OperatorSchemas.REBUILD,
                    EXAMPLE,
                    List.of(ProblemCode.REBUILD_RUNNING, ProblemCode.IDEMPOTENCY_KEY_REUSED)),
            new OperatorOperation(
                    ONE + "/pause",
                    "pauseRebuild",
                    "Pause a rebuild",
                    "It stays where it is until it is resumed. Sent again it changes nothing.",
                    OperatorSchemas.NOTHING,
                    "{}",
                    200,
                    OperatorSchemas.REBUILD,
                    PAUSED,
                    List.of(ProblemCode.REBUILD_NOT_FOUND, ProblemCode.REBUILD_ENDED)),
            new OperatorOperation(
                    ONE + "/resume",
                    "resumeRebuild",
                    "Resume a rebuild",
                    "It goes on from where it was paused. Sent again it changes nothing.",
                    OperatorSchemas.NOTHING,
                    "{}",
                    200,
                    OperatorSchemas.REBUILD,
                    EXAMPLE,
                    List.of(ProblemCode.REBUILD_NOT_FOUND, ProblemCode.REBUILD_ENDED)),
            new OperatorOperation(
                    ONE + "/throttle",
                    "throttleRebuild",
                    "Throttle a rebuild",
                    "How fast it may go from now on. Sent again it changes nothing.",
                    OperatorSchemas.THROTTLE_REBUILD,
                    """
                    {"eventsPerSecondMax":5000}""",
                    200,
                    OperatorSchemas.REBUILD,
                    EXAMPLE.replace("20000", "5000"),
                    List.of(ProblemCode.REBUILD_NOT_FOUND, ProblemCode.REBUILD_ENDED)),
            new OperatorOperation(
                    ONE + "/cancel",
                    "cancelRebuild",
                    "Cancel a rebuild",
                    "Nothing of it stays. A switch back that has not been made yet is called off. Sent again it changes nothing.",
                    OperatorSchemas.NOTHING,
                    "{}",
                    200,
                    OperatorSchemas.REBUILD,
                    CANCELLED,
                    List.of(ProblemCode.REBUILD_NOT_FOUND, ProblemCode.REBUILD_ENDED)),
            new OperatorOperation(
                    ONE + "/switch",
                    "switchToRebuild",
                    "Switch to a rebuild",
                    "Puts a rebuild that is ready in the place of the tables in use, in one transaction; where it differs from them,"
                            + " with a reason. Sent again it changes nothing.",
                    OperatorSchemas.DECIDE_REBUILD,
                    """
                    {"reason":"The row was changed by hand"}""",
                    202,
                    OperatorSchemas.REBUILD,
                    READY,
                    List.of(ProblemCode.REBUILD_NOT_FOUND, ProblemCode.REBUILD_NOT_READY, ProblemCode.REBUILD_DIFFERS)),
            new OperatorOperation(
                    ONE + "/switch-back",
                    "switchBackRebuild",
                    "Take a switch back",
                    "Brings the former tables up to date and puts them back in their place. Sent again it changes nothing.",
                    OperatorSchemas.DECIDE_REBUILD,
                    """
                    {"reason":"It was not the balances"}""",
                    202,
                    OperatorSchemas.REBUILD,
                    SWITCHING_BACK,
                    List.of(
                            ProblemCode.REBUILD_NOT_FOUND,
                            ProblemCode.REBUILD_NOT_SWITCHED,
                            ProblemCode.REBUILD_RUNNING)),
            new OperatorOperation(
                    PARKED,
                    "listParkedLedgers",
                    "List parked ledgers",
                    "The ledgers that a projection passes over since it could not take in one of their events, up to 1,000.",
                    null,
                    "",
                    200,
                    ReadSchemas.pageOf(OperatorSchemas.PARKED_LEDGER),
                    Examples.page(PARKED_EXAMPLE),
                    List.of()),
            new OperatorOperation(
                    PARKED + "/{ledger}",
                    "getParkedLedger",
                    "Show a parked ledger",
                    "Which event of a ledger could not be taken in, by which projections, and why.",
                    null,
                    "",
                    200,
                    ReadSchemas.pageOf(OperatorSchemas.PARKED_LEDGER),
                    Examples.page(PARKED_EXAMPLE),
                    List.of(ProblemCode.LEDGER_ID_MALFORMED, ProblemCode.LEDGER_NOT_PARKED)),
            new OperatorOperation(
                    PARKED + "/retry",
                    "retryParkedLedgers",
                    "Retry all parked ledgers",
                    "Has the tables take in what they lack of every ledger that is parked. Sent again it changes nothing.",
                    OperatorSchemas.NOTHING,
                    "{}",
                    202,
                    ReadSchemas.pageOf(OperatorSchemas.PARKED_LEDGER),
                    Examples.page(PARKED_EXAMPLE),
                    List.of()),
            new OperatorOperation(
                    PARKED + "/{ledger}/retry",
                    "retryParkedLedger",
                    "Retry a parked ledger",
                    "Has the tables take in what they lack of a ledger. Sent again it changes nothing.",
                    OperatorSchemas.NOTHING,
                    "{}",
                    202,
                    ReadSchemas.pageOf(OperatorSchemas.PARKED_LEDGER),
                    Examples.page(PARKED_EXAMPLE),
                    List.of(ProblemCode.LEDGER_ID_MALFORMED, ProblemCode.LEDGER_NOT_PARKED)),
            new OperatorOperation(
                    PARKED + "/{ledger}/skip",
                    "skipParkedEvent",
                    "Skip an event of a parked ledger",
                    "Passes the event over for good that fails, which stays on record, and has everything after it be taken in.",
                    OperatorSchemas.SKIP_EVENT,
                    """
                    {"reason":"Its account was merged by hand"}""",
                    202,
                    ReadSchemas.pageOf(OperatorSchemas.PARKED_LEDGER),
                    Examples.page(PARKED_EXAMPLE),
                    List.of(
                            ProblemCode.FIELD_MISSING,
                            ProblemCode.LEDGER_ID_MALFORMED,
                            ProblemCode.LEDGER_NOT_PARKED)));

    private OperatorApi() {}
}
