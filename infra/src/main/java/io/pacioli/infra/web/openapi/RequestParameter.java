package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.Schemas.format;
import static io.pacioli.infra.web.openapi.Schemas.number;
import static io.pacioli.infra.web.openapi.Schemas.oneOf;
import static io.pacioli.infra.web.openapi.Schemas.pattern;
import static io.pacioli.infra.web.openapi.Schemas.text;

import io.pacioli.command.dispatch.RequestHeaders;
import io.pacioli.command.dispatch.Run;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.WantedPosition;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What requests carry beside a body: parts of the path, parameters and headers, each said once, with how a wrong one is refused. */
final class RequestParameter {

    static final RequestParameter LEDGER = new RequestParameter(
            "Ledger",
            "path",
            "ledger",
            "The ledger's id.",
            RequestSchemas::ledgerId,
            "shop",
            ProblemCode.LEDGER_ID_MALFORMED,
            ProblemCode.LEDGER_NOT_FOUND);
    static final RequestParameter ACCOUNT = new RequestParameter(
            "Account",
            "path",
            "path",
            "The account's path.",
            RequestSchemas::accountPath,
            "assets:bank",
            ProblemCode.ACCOUNT_PATH_MALFORMED,
            ProblemCode.ACCOUNT_NOT_FOUND);
    static final RequestParameter TRANSACTION = new RequestParameter(
            "Transaction",
            "path",
            "id",
            "The transaction's id.",
            () -> format("uuid", "A UUID."),
            "019c1344-cb00-7d5e-8b13-52a1d61b9f52",
            ProblemCode.TRANSACTION_ID_MALFORMED,
            ProblemCode.TRANSACTION_NOT_FOUND);

    static final RequestParameter PREFIX = new RequestParameter(
            "Prefix",
            "query",
            "prefix",
            "Only the account at this path and those below it.",
            RequestSchemas::accountPath,
            "assets",
            ProblemCode.ACCOUNT_PATH_MALFORMED);
    static final RequestParameter TYPE = new RequestParameter(
            "Type",
            "query",
            "type",
            "Only accounts of this type.",
            () -> oneOf(AccountType.WORDS.all(), "A type."),
            "asset",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter ACCOUNT_FILTER = filter(
            "AccountFilter",
            "Only accounts that fulfil this, in RSQL: path (`users:*:wallet`, `assets:**`), type, status, openedAt, currency, balance.CUR"
                    + " (`balance.EUR=lt=0`; beside one that an index finds) and metadata.KEY, compared with ==, !=, =in=, =out=, moments"
                    + " and balances also with =gt=, =ge=, =lt= and =le=; `;` is and, `,` is or. /docs/filters.md in the sources has the language.",
            "path==assets:**;balance.EUR=ge=10.00");
    static final RequestParameter TRANSACTION_FILTER = filter(
            "TransactionFilter",
            "Only transactions that fulfil this, in RSQL: id, reference, status, effectiveDate, recordedAt, metadata.KEY, and of one and the same"
                    + " posting account (`users:*:wallet`, `assets:**`), direction, amount and currency; `;` is and, `,` is or."
                    + " /docs/filters.md in the sources has the language.",
            "account==assets:**;amount=ge=10.00",
            ProblemCode.FILTER_TOO_BROAD);
    static final RequestParameter ENTRY_FILTER = filter(
            "EntryFilter",
            "Only entries that fulfil this, in RSQL: direction, amount, currency, effectiveDate, recordedAt, and of the"
                    + " transaction reference and metadata.KEY; `;` is and, `,` is or."
                    + " /docs/filters.md in the sources has the language.",
            "direction==debit;amount=ge=10.00");
    static final RequestParameter BALANCE_FILTER = filter(
            "BalanceFilter",
            "Only balances that fulfil this, in RSQL: account (`users:*:wallet`, `assets:**`), type, status, openedAt, currency,"
                    + " balance.CUR and metadata.KEY of the account; `;` is and, `,` is or. /docs/filters.md in the sources has the language.",
            "account==assets:**");
    static final RequestParameter GROUP_BY = new RequestParameter(
            "GroupBy",
            "query",
            "groupBy",
            "What balances that are summed have in common: a list of account-prefix:N (the first N segments of the path), type, month"
                    + " (of the effective date; then the sums are of what moved in it), currency (in any case) and metadata.KEY (of"
                    + " the account).",
            () -> byDefault(text(1, 1_000, "With commas between them."), "currency"),
            "account-prefix:1,type,month,currency",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter REFERENCE = new RequestParameter(
            "Reference",
            "query",
            "reference",
            "Only the transaction that carries this reference.",
            () -> text(1, Reference.LENGTH_MAX, "The client's own number, unique in the ledger."),
            "order-1001",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter POSTED_TO = new RequestParameter(
            "PostedTo",
            "query",
            "account",
            "Only transactions with a posting to the account at this path, those that are or were held included.",
            RequestSchemas::accountPath,
            "assets:bank",
            ProblemCode.ACCOUNT_PATH_MALFORMED,
            ProblemCode.ACCOUNT_NOT_FOUND);
    static final RequestParameter HELD_OF = new RequestParameter(
            "HeldOf",
            "query",
            "account",
            "Only holds that are about the account at this path.",
            RequestSchemas::accountPath,
            "assets:bank",
            ProblemCode.ACCOUNT_PATH_MALFORMED,
            ProblemCode.ACCOUNT_NOT_FOUND);
    static final RequestParameter EXPIRES_BEFORE = new RequestParameter(
            "ExpiresBefore",
            "query",
            "expiresBefore",
            "Only holds that expire before this moment.",
            () -> format("date-time", "An RFC 3339 timestamp with its offset."),
            "2100-01-01T00:00:00Z",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter EFFECTIVE_FROM = new RequestParameter(
            "EffectiveFrom",
            "query",
            "effectiveFrom",
            "Only transactions whose effective date is this day or a later one.",
            RequestParameter::day,
            "2026-01-01",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter EFFECTIVE_TO = new RequestParameter(
            "EffectiveTo",
            "query",
            "effectiveTo",
            "Only transactions whose effective date is this day or an earlier one.",
            RequestParameter::day,
            "2026-12-31",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter AS_OF = new RequestParameter(
            "AsOf",
            "query",
            "asOf",
            "What the balances were at the end of this day, by effective date. Without it all counts that was ever posted, what is"
                    + " dated ahead too.",
            RequestParameter::day,
            "2026-01-31",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter KNOWN_AT = new RequestParameter(
            "KnownAt",
            "query",
            "knownAt",
            "What was known then: only what had been recorded up to this event of the ledger, or up to this moment, counts, whatever day it"
                    + " is effective on. What is ahead of the journal is refused, so that the same question always has the same answer. The"
                    + " answer waits until the read tables are there, as with Ledger-Position.",
            RequestParameter::known,
            "13",
            ProblemCode.PARAMETER_MALFORMED,
            ProblemCode.KNOWN_AT_AHEAD,
            ProblemCode.POSITION_NOT_REACHED);
    static final RequestParameter EFFECTIVE_BY = day(
            "EffectiveBy",
            "asOf",
            "Only what is effective on this day or an earlier one, whenever it was recorded. A list then goes by effective date.",
            "2026-12-31");
    static final RequestParameter STATED_AT = new RequestParameter(
            "StatedAt",
            "query",
            "statedAt",
            "When the period was stated before: the knownAt of that statement. Entries that were recorded after it are late; without it,"
                    + " those that were recorded when the period was over.",
            RequestParameter::known,
            "13",
            ProblemCode.PARAMETER_MALFORMED,
            ProblemCode.KNOWN_AT_AHEAD);
    static final RequestParameter COMPARED_DAY =
            day("ComparedDay", "compareTo", "Puts beside it what was at the end of this day.", "2025-12-31");
    static final RequestParameter PERIOD_FROM =
            day("PeriodFrom", "from", "The first day of the period; all days before its end without it.", "2026-01-01");
    static final RequestParameter PERIOD_TO =
            day("PeriodTo", "to", "The last day of the period; all days since its beginning without it.", "2026-12-31");
    static final RequestParameter COMPARED_FROM = day(
            "ComparedFrom", "compareFrom", "Puts another period beside it, which begins with this day.", "2025-01-01");
    static final RequestParameter COMPARED_TO =
            day("ComparedTo", "compareTo", "Puts another period beside it, which ends with this day.", "2025-12-31");
    static final RequestParameter DEPTH = new RequestParameter(
            "Depth",
            "query",
            "depth",
            "Adds up all accounts of a type whose paths begin with the same segments, as many as this.",
            () -> byDefault(number(1, AccountPath.DEPTH_MAX, "A number of segments."), AccountPath.DEPTH_MAX),
            2,
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter CURRENCY = new RequestParameter(
            "Currency",
            "query",
            "currency",
            "Only balances in this currency.",
            RequestSchemas::requestedCurrency,
            "EUR",
            ProblemCode.CURRENCY_CODE_MALFORMED,
            ProblemCode.CURRENCY_SCALE_DIFFERS);
    static final RequestParameter ORDER = new RequestParameter(
            "Order",
            "query",
            "order",
            "desc: newest first; asc: oldest first.",
            () -> byDefault(
                    oneOf(
                            Stream.of(Order.values())
                                    .map(Order::keyword)
                                    .sorted()
                                    .toList(),
                            "Pages go on in the order in which they began."),
                    Order.NEWEST_FIRST.keyword()),
            "asc",
            ProblemCode.PARAMETER_MALFORMED);
    static final RequestParameter LIMIT = new RequestParameter(
            "Limit",
            "query",
            "limit",
            "How many items a page may have.",
            () -> byDefault(
                    number(1, PageRequest.LIMIT_MAX, "Fewer come on the last page only."), PageRequest.LIMIT_DEFAULT),
            100,
            ProblemCode.LIMIT_OUT_OF_RANGE);
    static final RequestParameter LINES = new RequestParameter(
            "Lines",
            "query",
            "limit",
            "How many lines a page may have: entries, and accounts with a balance and no entries.",
            () -> byDefault(
                    number(1, PageRequest.LIMIT_MAX, "There may be fewer while next goes on."),
                    PageRequest.LIMIT_DEFAULT),
            100,
            ProblemCode.LIMIT_OUT_OF_RANGE);
    static final RequestParameter CURSOR = new RequestParameter(
            "Cursor",
            "query",
            "cursor",
            "Where the page begins: next of the page before, sent with the same path, filters and order. Without it the list"
                    + " begins.",
            () -> pattern("^[A-Za-z0-9_-]+$", "Opaque. It stays right while items are added."),
            "AQ7Uu2mS3mBmYXNzZXRzOmJhbms",
            ProblemCode.CURSOR_INVALID);

    static final RequestParameter AFTER = new RequestParameter(
            "After",
            "query",
            "after",
            "Only events with a greater journal number; 0 begins with the first.",
            () -> number(0, 999_999_999_999_999_999L, "The journal number of an event."),
            0,
            ProblemCode.PARAMETER_MALFORMED,
            ProblemCode.JOURNAL_NUMBER_AHEAD);
    static final RequestParameter LAST_EVENT_ID = new RequestParameter(
            "LastEventId",
            "header",
            "Last-Event-ID",
            "The id of the last event that a stream has brought; the next one goes on behind it. It goes before after.",
            () -> number(0, 999_999_999_999_999_999L, "The journal number of an event."),
            1,
            ProblemCode.PARAMETER_MALFORMED,
            ProblemCode.JOURNAL_NUMBER_AHEAD);

    static final RequestParameter DRY_RUN = new RequestParameter(
            "DryRun",
            "query",
            Run.PARAMETER,
            "Only tries out: the answer is that of the request itself, be it a problem, but nothing is stored, and the key, the"
                    + " reference and the id stay free. What was recorded under the key before is answered again all the same.",
            () -> byDefault(new BooleanSchema().description("true or false."), false),
            true,
            ProblemCode.PARAMETER_MALFORMED);

    static final RequestParameter READ_YOUR_WRITES = new RequestParameter(
            "ReadYourWrites",
            "header",
            WantedPosition.HEADER,
            "What an answer has carried as its Ledger-Position: this one shows all that was recorded until there. It waits for that,"
                    + " five seconds at most unless the operator has set another bound; without the header it does not wait.",
            RequestParameter::position,
            6,
            ProblemCode.POSITION_MALFORMED,
            ProblemCode.POSITION_AHEAD,
            ProblemCode.POSITION_NOT_REACHED);
    static final RequestParameter RECORDED_POSITION = new RequestParameter(
            "RecordedPosition",
            "header",
            WantedPosition.HEADER,
            "What an answer has carried as its Ledger-Position. The journal is never behind, so there is nothing to wait for.",
            RequestParameter::position,
            6,
            ProblemCode.POSITION_MALFORMED,
            ProblemCode.POSITION_AHEAD);
    static final RequestParameter IF_NONE_MATCH = new RequestParameter(
            "IfNoneMatch",
            "header",
            "If-None-Match",
            "The ETag of an answer that the client has. Where it still holds, the answer is a 304 without a body.",
            () -> text(1, 255, "One or several ETags."),
            "\"1-6\"");
    static final RequestParameter IF_MATCH = new RequestParameter(
            "IfMatch",
            "header",
            "If-Match",
            "The ETag of what is to be changed, as the client knows it, or `*` for whatever is there. Where it has another by now, the"
                    + " answer is a 412. It belongs to the request: with another one, the same key is another request.",
            () -> pattern("^(\\*|\"v[1-9][0-9]{0,17}(\\.[1-9][0-9]{0,17})?\")$", "One ETag."),
            "*",
            ProblemCode.IF_MATCH_MALFORMED,
            ProblemCode.VERSION_MISMATCH);
    static final RequestParameter IDEMPOTENCY_KEY = new RequestParameter(
            "IdempotencyKey",
            "header",
            RequestHeaders.IDEMPOTENCY_KEY,
            "1 to 255 visible ASCII characters, chosen by the client for each new request, remembered for ever.",
            () -> pattern("^[!-~]+$", "A UUID, say.").minLength(1).maxLength(RequestHeaders.KEY_LENGTH_MAX),
            "order-1001");
    static final RequestParameter ACTOR = new RequestParameter(
            "Actor",
            "header",
            RequestHeaders.ACTOR,
            "Who is behind the request; stored with what it leads to.",
            () -> text(1, RequestHeaders.ACTOR_LENGTH_MAX, "A short name in UTF-8."),
            "ann");
    static final RequestParameter TRACE_PARENT = new RequestParameter(
            "TraceParent",
            "header",
            "traceparent",
            "Of which trace the request is part (W3C Trace Context).",
            () -> new StringSchema().description("The trace's id stands in problems and in the logs."),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    static final RequestParameter PROJECTION = new RequestParameter(
            "ProjectionName",
            "path",
            "name",
            "Which read tables: a name that GET /v1/projections shows, or all.",
            () -> new StringSchema().description("A projection's name, or all."),
            "balances",
            ProblemCode.PROJECTION_NOT_FOUND);
    static final RequestParameter REBUILD = new RequestParameter(
            "RebuildId",
            "path",
            "id",
            "Which rebuild.",
            () -> new StringSchema().description("Its number."),
            "1",
            ProblemCode.REBUILD_NOT_FOUND);

    private static RequestParameter filter(
            String component, String description, String example, ProblemCode... further) {
        List<ProblemCode> codes = new ArrayList<>(
                List.of(ProblemCode.FILTER_MALFORMED, ProblemCode.FILTER_NOT_INDEXED, ProblemCode.FILTER_TOO_SLOW));
        codes.addAll(List.of(further));
        return new RequestParameter(
                component,
                "query",
                "filter",
                description,
                () -> text(1, 2_000, "A filter."),
                example,
                codes.toArray(ProblemCode[]::new));
    }

    private static RequestParameter day(String component, String name, String description, String example) {
        return new RequestParameter(
                component, "query", name, description, RequestParameter::day, example, ProblemCode.PARAMETER_MALFORMED);
    }

    private static final List<RequestParameter> ALL = List.of(
            PROJECTION,
            REBUILD,
            LEDGER,
            ACCOUNT,
            TRANSACTION,
            PREFIX,
            TYPE,
            ACCOUNT_FILTER,
            TRANSACTION_FILTER,
            ENTRY_FILTER,
            BALANCE_FILTER,
            GROUP_BY,
            REFERENCE,
            POSTED_TO,
            HELD_OF,
            EXPIRES_BEFORE,
            EFFECTIVE_FROM,
            EFFECTIVE_TO,
            AS_OF,
            EFFECTIVE_BY,
            STATED_AT,
            KNOWN_AT,
            COMPARED_DAY,
            PERIOD_FROM,
            PERIOD_TO,
            COMPARED_FROM,
            COMPARED_TO,
            DEPTH,
            CURRENCY,
            ORDER,
            LIMIT,
            LINES,
            CURSOR,
            AFTER,
            LAST_EVENT_ID,
            DRY_RUN,
            READ_YOUR_WRITES,
            RECORDED_POSITION,
            IF_NONE_MATCH,
            IF_MATCH,
            IDEMPOTENCY_KEY,
            ACTOR,
            TRACE_PARENT);

    private final String component;
    private final String in;
    private final String parameter;
    private final String description;
    private final Supplier<Schema<?>> schema;
    private final Object example;
    private final List<ProblemCode> codes;

    private RequestParameter(
            String component,
            String in,
            String parameter,
            String description,
            Supplier<Schema<?>> schema,
            Object example,
            ProblemCode... codes) {
        this.component = component;
        this.in = in;
        this.parameter = parameter;
        this.description = description;
        this.schema = schema;
        this.example = example;
        this.codes = List.of(codes);
    }

    static void addAll(Components components) {
        for (RequestParameter each : ALL) {
            components.addParameters(each.component, each.described());
        }
    }

    private Parameter described() {
        return new Parameter()
                .in(in)
                .name(parameter)
                .required(in.equals("path") || component.equals(IDEMPOTENCY_KEY.component))
                .description(description)
                .schema(schema.get())
                .example(example);
    }

    /** Whether it stands in a path, in braces. */
    boolean isIn(String path) {
        return path.contains("{" + parameter + "}");
    }

    Parameter reference() {
        return new Parameter().$ref("#/components/parameters/" + component);
    }

    /** With which a query is refused where this is wrong. */
    List<ProblemCode> codes() {
        return codes;
    }

    private static Schema<?> day() {
        return format("date", "A day in the ledger's time zone.");
    }

    private static Schema<?> known() {
        return pattern(
                "^([1-9][0-9]{0,17}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))$",
                "The journal number of an event, or an RFC 3339 timestamp with its offset.");
    }

    private static Schema<?> position() {
        return number(0, "A position.");
    }

    private static Schema<?> byDefault(Schema<?> schema, Object value) {
        schema.setDefault(value);
        return schema;
    }
}
