package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.Schemas.format;
import static io.pacioli.infra.web.openapi.Schemas.list;
import static io.pacioli.infra.web.openapi.Schemas.number;
import static io.pacioli.infra.web.openapi.Schemas.object;
import static io.pacioli.infra.web.openapi.Schemas.oneOf;
import static io.pacioli.infra.web.openapi.Schemas.ref;
import static io.pacioli.infra.web.openapi.Schemas.text;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.rebuild.RebuildRequest;
import io.pacioli.projections.rebuild.RebuildState;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What operators send and are answered. */
final class OperatorSchemas {

    static final String REBUILD = "Rebuild";
    static final String BEGIN_REBUILD = "BeginRebuild";
    static final String THROTTLE_REBUILD = "ThrottleRebuild";
    static final String DECIDE_REBUILD = "DecideRebuild";

    static final String PARKED_LEDGER = "ParkedLedger";
    static final String SKIP_EVENT = "SkipEvent";

    /** Where the path says it all. */
    static final String NOTHING = "Nothing";

    private static final String COMPARISON = "Comparison";
    private static final String DIFFERENCE = "Difference";
    private static final int REASON_LENGTH_MAX = 500;
    private static final int EXAMPLES_MAX = 10;

    private OperatorSchemas() {}

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> all = new LinkedHashMap<>();
        all.put(BEGIN_REBUILD, beginRebuild());
        all.put(
                THROTTLE_REBUILD,
                object().optional("eventsPerSecondMax", eventsPerSecondMax()).end());
        all.put(DECIDE_REBUILD, decideRebuild());
        all.put(NOTHING, object().end());
        all.put(
                SKIP_EVENT,
                object().required("reason", text(1, REASON_LENGTH_MAX, "Why it may be passed over for good."))
                        .end());
        all.put(PARKED_LEDGER, parkedLedger());
        all.put(ReadSchemas.pageOf(PARKED_LEDGER), ReadSchemas.page(PARKED_LEDGER));
        all.put(REBUILD, rebuild());
        all.put(COMPARISON, comparison());
        all.put(DIFFERENCE, difference());
        all.put(ReadSchemas.pageOf(REBUILD), ReadSchemas.page(REBUILD));
        return all;
    }

    private static Schema<?> beginRebuild() {
        return object().optional("switch", switching())
                .optional("eventsPerSecondMax", eventsPerSecondMax())
                .end();
    }

    private static Schema<?> decideRebuild() {
        return object().optional(
                        "reason",
                        text(1, REASON_LENGTH_MAX, "Why; required where the rebuild differs from what is in use."))
                .end();
    }

    private static Schema<?> switching() {
        return oneOf(
                List.of("automatic", "manual"),
                "automatic: switched to as soon as it is found equal to the tables in use; manual: when an operator says so.");
    }

    private static Schema<?> eventsPerSecondMax() {
        return number(1, RebuildRequest.EVENTS_PER_SECOND_MAX, "How fast it may go; absent for as fast as it can.");
    }

    private static Schema<?> rebuild() {
        return object().required("id", new StringSchema().description("Its number."))
                .required(
                        "projections",
                        list(
                                oneOf(
                                        Stream.of(Projection.values())
                                                .map(Projection::id)
                                                .toList(),
                                        "Which read tables."),
                                "All that are made anew."))
                .required(
                        "state",
                        oneOf(
                                Stream.of(RebuildState.values())
                                        .map(RebuildState::word)
                                        .toList(),
                                "Where it is in its life."))
                .required("paused", new BooleanSchema().description("Whether an operator has paused it."))
                .required("switch", switching())
                .optional("eventsPerSecondMax", eventsPerSecondMax())
                .required("eventsDone", number(0, "How many events its tables have taken in."))
                .required("eventsTotal", number(0, "How many the tables in use had taken in, when last looked."))
                .optional("eventsPerSecond", number(0, "How fast it goes."))
                .optional("secondsLeft", number(0, "How long it will take to catch up."))
                .optional("built", generations("The generations that it makes, by projection."))
                .optional("former", generations("The generations that were live before the switch."))
                .optional(
                        "parkedLedgers",
                        number(
                                1,
                                "How many ledgers its tables pass over, because an event of each cannot be taken in."))
                .optional("comparison", ref(COMPARISON))
                .optional("cause", new StringSchema().description("What it has failed with."))
                .optional("reason", new StringSchema().description("Why an operator has decided so."))
                .required("requestedBy", new StringSchema().description("Who has asked for it."))
                .optional("decidedBy", new StringSchema().description("Who has switched, cancelled or switched back."))
                .optional("node", new StringSchema().description("The node that works on it."))
                .required("createdAt", format("date-time", "When it was asked for, in UTC."))
                .optional("switchedAt", format("date-time", "When it was switched to."))
                .optional("endedAt", format("date-time", "When it ended, in whichever way."))
                .end();
    }

    private static Schema<?> parkedLedger() {
        return object().required(
                        "projection",
                        oneOf(Stream.of(Projection.values()).map(Projection::id).toList(), "Which read tables."))
                .required("generation", number(1, "Which of their builds."))
                .required("ledger", RequestSchemas.ledgerId())
                .required("position", number(1, "The first event that they lack."))
                .required("journalNumber", number(1, "Its place in the ledger's journal."))
                .required("eventId", format("uuid", "Its id."))
                .required("eventType", new StringSchema().description("What kind of event it is."))
                .required("cause", new StringSchema().description("What it has failed with last."))
                .required("parkedAt", format("date-time", "Since when the ledger is passed over, in UTC."))
                .required("retries", number(0, "How often it was tried again."))
                .required(
                        "underWay",
                        new BooleanSchema().description("Whether it is about to be tried again or skipped."))
                .end();
    }

    private static Schema<?> generations(String description) {
        return new MapSchema()
                .additionalProperties(new IntegerSchema().description("A generation's number."))
                .description(description);
    }

    private static Schema<?> comparison() {
        return object().required("position", number(0, "At which position both were compared."))
                .required(
                        "differences",
                        number(0, "For how many keys (an account, a currency and a day, say) they differ."))
                .required("examples", list(ref(DIFFERENCE), 0, EXAMPLES_MAX, "Some of these."))
                .end();
    }

    private static Schema<?> difference() {
        return object().required("table", new StringSchema().description("In which table."))
                .required("live", list(row(), "The rows of that key in use, at most 5."))
                .required("rebuilt", list(row(), "The rows of that key as they were made anew, at most 5."))
                .end();
    }

    private static Schema<?> row() {
        return new ObjectSchema().description("A row as the database holds it.");
    }
}
