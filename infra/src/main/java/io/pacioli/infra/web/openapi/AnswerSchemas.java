package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.Schemas.format;
import static io.pacioli.infra.web.openapi.Schemas.list;
import static io.pacioli.infra.web.openapi.Schemas.number;
import static io.pacioli.infra.web.openapi.Schemas.object;
import static io.pacioli.infra.web.openapi.Schemas.oneOf;
import static io.pacioli.infra.web.openapi.Schemas.ref;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.transaction.Direction;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the write side answers. */
final class AnswerSchemas {

    static final String LEDGER = "OpenedLedger";
    static final String CURRENCY = "RegisteredCurrency";
    static final String ACCOUNT = "OpenedAccount";
    static final String TRANSACTION = "PostedTransaction";
    static final String BATCH = "RecordedBatch";
    static final String PROBLEM = "Problem";

    private static final String POSTING = "Posting";
    private static final String BALANCE_AFTER = "BalanceAfter";
    private static final String BATCH_RESULT = "BatchResult";
    private static final String ITEM_PROBLEM = "ItemProblem";
    private static final String VIOLATION = "Violation";

    private AnswerSchemas() {}

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> all = new LinkedHashMap<>();
        all.put(LEDGER, ledger());
        all.put(CURRENCY, currency());
        all.put(ACCOUNT, account());
        all.put(TRANSACTION, transaction());
        all.put(POSTING, posting());
        all.put(BALANCE_AFTER, balanceAfter());
        all.put(BATCH, batch());
        all.put(BATCH_RESULT, batchResult());
        all.put(ITEM_PROBLEM, itemProblem());
        all.put(PROBLEM, problem());
        all.put(VIOLATION, violation());
        return all;
    }

    private static Schema<?> ledger() {
        return object().required("id", RequestSchemas.ledgerId())
                .required(List.of("name", "timeZone"), new StringSchema())
                .required(
                        "chart",
                        oneOf(ChartPolicy.WORDS.all(), "What becomes of postings to accounts that are not open."))
                .required("currencies", list(ref(CURRENCY), "What it was opened with."))
                .required("openedAt", format("date-time", "When the store took it."))
                .end();
    }

    private static Schema<?> currency() {
        return object().required("code", RequestSchemas.currencyCode())
                .required("scale", new IntegerSchema().description("Decimal places."))
                .end();
    }

    private static Schema<?> account() {
        return object().required("path", RequestSchemas.accountPath())
                .required("ledger", RequestSchemas.ledgerId())
                .required("type", oneOf(AccountType.WORDS.all(), "Hence the side on which it normally grows."))
                .optional("name", new StringSchema())
                .required("metadata", RequestSchemas.metadata())
                .required("openedAt", format("date-time", "When the store took it."))
                .required("balances", list(object().end(), "Empty: nothing has been posted yet."))
                .end();
    }

    private static Schema<?> transaction() {
        return object().required("id", format("uuid", "The client's or ours."))
                .required("ledger", RequestSchemas.ledgerId())
                .required("journalNumber", number(1, "Its place in the ledger's journal, without gaps."))
                .required("position", number(1, "Its place among all events; also in the header Ledger-Position."))
                .required("status", oneOf(List.of("posted"), "Where it is in its life."))
                .optional("reference", new StringSchema())
                .optional("description", new StringSchema())
                .required("effectiveAt", format("date-time", "When it happened for the business, in UTC."))
                .required("effectiveDate", format("date", "The day of effectiveAt in the ledger's time zone."))
                .required("recordedAt", format("date-time", "When the store took it."))
                .required("postings", list(ref(POSTING), "As requested."))
                .required("balances", list(ref(BALANCE_AFTER), "Of every account and currency it touches, after it."))
                .required("metadata", RequestSchemas.metadata())
                .end();
    }

    private static Schema<?> posting() {
        return object().required("account", RequestSchemas.accountPath())
                .required("direction", oneOf(Direction.WORDS.all(), "The side of the account."))
                .required("amount", decimal("With all of the currency's decimals."))
                .required("currency", RequestSchemas.currencyCode())
                .end();
    }

    private static Schema<?> balanceAfter() {
        return object().required("account", RequestSchemas.accountPath())
                .required("type", oneOf(AccountType.WORDS.all(), "Hence the side on which it normally grows."))
                .required("currency", RequestSchemas.currencyCode())
                .required("debits", decimal("The sum of all debits."))
                .required("credits", decimal("The sum of all credits."))
                .required("balance", decimal("Positive on the account's normal side."))
                .required("version", number(1, "How many events the account has seen."))
                .end();
    }

    private static Schema<?> decimal(String description) {
        return Schemas.pattern("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$", description);
    }

    private static Schema<?> batch() {
        return object().required("atomic", new BooleanSchema())
                .required("results", list(ref(BATCH_RESULT), "One for each item, in their order."))
                .end();
    }

    private static Schema<?> batchResult() {
        return object().required("status", oneOf(List.of("posted", "rejected", "skipped"), "What came of the item."))
                .optional("transaction", ref(TRANSACTION))
                .optional("problem", ref(ITEM_PROBLEM))
                .end();
    }

    private static Schema<?> itemProblem() {
        return object().required("code", code())
                .required("detail", new StringSchema())
                .required("violations", list(ref(VIOLATION), "With pointers into the item."))
                .end();
    }

    private static Schema<?> problem() {
        return object().required("type", format("uri-reference", "Leads to what the code means."))
                .required("title", new StringSchema().description("What the code means."))
                .required("status", new IntegerSchema().description("The HTTP status."))
                .required("code", code())
                .required(
                        "detail",
                        new StringSchema().description("What was wrong with this very request, and what to do."))
                .optional("violations", list(ref(VIOLATION), "Every field that is wrong, at most 1,000."))
                .required("traceId", Schemas.pattern("^[0-9a-f]{32}$", "To find the request in the logs."))
                .optional("instance", format("uri-reference", "The path that was asked for."))
                .end();
    }

    private static Schema<?> violation() {
        return object().required(
                        "pointer",
                        new StringSchema()
                                .description(
                                        "A JSON pointer into the body, or the name of a header, a parameter or a part of the path."))
                .required("code", code())
                .required("detail", new StringSchema())
                .end();
    }

    private static Schema<?> code() {
        return oneOf(Arrays.stream(ProblemCode.values()).map(Enum::name).toList(), "Stable; see docs/errors.md.");
    }
}
