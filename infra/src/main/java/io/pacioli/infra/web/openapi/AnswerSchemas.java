package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.Schemas.format;
import static io.pacioli.infra.web.openapi.Schemas.list;
import static io.pacioli.infra.web.openapi.Schemas.number;
import static io.pacioli.infra.web.openapi.Schemas.object;
import static io.pacioli.infra.web.openapi.Schemas.oneOf;
import static io.pacioli.infra.web.openapi.Schemas.ref;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Direction;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the write side answers, and the read side shows again. */
final class AnswerSchemas {

    static final String LEDGER = "Ledger";
    static final String CURRENCY = "Currency";
    static final String PERIOD_CHANGE = "PeriodChange";
    static final String CLOSING_ENTRIES = "PostedClosingEntries";
    static final String CLOSING_REVERSAL = "ClosingReversal";
    static final String ACCOUNT = "Account";
    static final String ACCOUNT_CHANGE = "AccountChange";
    static final String TRANSACTION = "Transaction";
    static final String TRANSACTION_METADATA = "TransactionMetadata";
    static final String ENDED_HOLD = "EndedHold";
    static final String BATCH = "RecordedBatch";
    static final String PROBLEM = "Problem";

    private static final String LIMITS = "Limits";
    private static final String EXCHANGE = "Exchange";
    private static final String POSTING = "Posting";
    private static final String BALANCE = "Balance";
    private static final String BALANCE_AFTER = "BalanceAfter";
    private static final String BATCH_RESULT = "BatchResult";
    private static final String ITEM_PROBLEM = "ItemProblem";
    private static final String VIOLATION = "Violation";

    private AnswerSchemas() {}

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> all = new LinkedHashMap<>();
        all.put(LEDGER, ledger());
        all.put(CURRENCY, currency());
        all.put(PERIOD_CHANGE, periodChange());
        all.put(CLOSING_ENTRIES, closingEntries());
        all.put(CLOSING_REVERSAL, closingReversal());
        all.put(ACCOUNT, account());
        all.put(ACCOUNT_CHANGE, accountChange());
        all.put(LIMITS, limits());
        all.put(TRANSACTION, transaction());
        all.put(TRANSACTION_METADATA, transactionMetadata());
        all.put(EXCHANGE, exchange());
        all.put(ENDED_HOLD, endedHold());
        all.put(POSTING, posting());
        all.put(BALANCE, balance());
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
                .required("name", new StringSchema().description("What people call it."))
                .required(
                        "timeZone",
                        new StringSchema()
                                .description("A region of the IANA database, or UTC: its days are the ledger's days."))
                .required(
                        "chart",
                        oneOf(ChartPolicy.WORDS.all(), "What becomes of postings to accounts that are not open."))
                .required("currencies", list(ref(CURRENCY), "What it counts in."))
                .optional(
                        "closedThrough",
                        format(
                                "date",
                                "The last day for which nothing is posted any more. Absent where none is closed."))
                .required("openedAt", recordedAt())
                .required("version", number(1, "How many events the ledger itself has seen; also in the ETag."))
                .optional(
                        "parked",
                        list(
                                object().required("projection", new StringSchema().description("Whose read tables."))
                                        .required("since", format("date-time", "Since when, in UTC."))
                                        .end(),
                                "Read tables that lack some of the ledger, because they could not take in an event; absent where none"
                                        + " do. What else is shown may lack the last changes, and there is no ETag."))
                .end();
    }

    private static Schema<?> periodChange() {
        return object().required("ledger", RequestSchemas.ledgerId())
                .optional(
                        "journalNumber",
                        number(1, "Its place in the ledger's journal, without gaps. Absent in a dry run."))
                .optional("position", number(1, "Its place among all events. Absent in a dry run."))
                .required("type", oneOf(List.of("closing", "reopening"), "What was done."))
                .optional(
                        "through",
                        format("date", "The last day that is closed since. Absent where none is closed since."))
                .optional("reason", new StringSchema().description("Why it was reopened, unless that was erased."))
                .required("recordedAt", recordedAt())
                .required("ledgerVersion", number(1, "How many events the ledger itself had seen with it."))
                .optional("closingEntries", ref(CLOSING_ENTRIES))
                .optional(
                        "reversals",
                        list(
                                ref(CLOSING_REVERSAL),
                                "What took closing entries back, the last first, where there were any."))
                .optional("actor", new StringSchema().description("Who was behind the request; in lists."))
                .end();
    }

    private static Schema<?> closingEntries() {
        return posted(object().required("account", RequestSchemas.accountPath())
                        .required(
                                "status",
                                oneOf(
                                        List.of("posted", "none", "awaited"),
                                        "none: every income and expense account stood at zero; awaited: the request was cut short,"
                                                + " and posts them when it is sent again with its key."))
                        .optional("transaction", format("uuid", "The transaction that they are.")))
                .end();
    }

    private static Schema<?> closingReversal() {
        return posted(object().required(
                                "transaction", format("uuid", "The transaction that takes closing entries back.")))
                .end();
    }

    private static Schemas.Fields posted(Schemas.Fields fields) {
        return fields.optional("postings", list(ref(POSTING), "What was posted; not in lists."))
                .optional("balances", list(ref(BALANCE_AFTER), "Of every account it touches, after it; not in lists."));
    }

    private static Schema<?> currency() {
        return object().required("code", RequestSchemas.currencyCode())
                .required("scale", number(Currency.SCALE_MIN, Currency.SCALE_MAX, "Decimal places."))
                .end();
    }

    private static Schema<?> account() {
        return object().required("path", RequestSchemas.accountPath())
                .required("ledger", RequestSchemas.ledgerId())
                .required("type", accountType())
                .optional("name", new StringSchema().description("What people call it."))
                .required("metadata", RequestSchemas.metadata())
                .required("openedAt", recordedAt())
                .required("status", accountStatus())
                .optional("frozen", frozen())
                .optional(
                        "currencies",
                        list(
                                RequestSchemas.currencyCode(),
                                "In which it is kept; absent where in all of the ledger's."))
                .required("limits", list(ref(LIMITS), "By currency; only those in which it has a limit."))
                .optional(
                        "version",
                        number(1, "How many events the account has seen; also in the ETag. Not with asOf or knownAt."))
                .required("balances", list(ref(BALANCE), "By currency; only those that it was posted to in."))
                .end();
    }

    private static Schema<?> accountStatus() {
        return oneOf(List.of("open", "frozen", "closed"), "Whether postings are taken.");
    }

    private static Schema<?> frozen() {
        return oneOf(Frozen.WORDS.all(), "On which side nothing is posted or held. Absent where it is not frozen.");
    }

    private static Schema<?> accountVersion() {
        return number(1, "How many events the account has seen; also in the ETag.");
    }

    private static Schema<?> accountChange() {
        return placed(object().required("path", RequestSchemas.accountPath()))
                .required("recordedAt", recordedAt())
                .optional("status", accountStatus())
                .optional("frozen", frozen())
                .optional(
                        "name",
                        new StringSchema()
                                .description(
                                        "What people call it from then on, where it was renamed; null for nothing.")
                                .nullable(true))
                .optional("metadata", RequestSchemas.metadata())
                .optional("limits", list(ref(LIMITS), "All that it has from then on, where limits were changed."))
                .required("version", accountVersion())
                .end();
    }

    private static Schema<?> limits() {
        return object().required("currency", RequestSchemas.currencyCode())
                .optional("minimumBalance", amount("Below this nothing may take what is available."))
                .optional(
                        "maximumBalance",
                        amount("Above this nothing may take the balance, with all that open holds may bring."))
                .end();
    }

    private static Schema<?> transaction() {
        Schemas.Fields transaction = placed(object().required("id", format("uuid", "The client's or ours.")))
                .required(
                        "status",
                        oneOf(
                                List.of("pending", "posted", "voided", "expired", "partly-reversed", "reversed"),
                                "Where it is in its life."))
                .optional("heldAt", format("date-time", "When it was put in reserve, in UTC, where it was."))
                .optional("expiresAt", format("date-time", "From when on the hold can no longer be posted."))
                .optional("postedAt", format("date-time", "When the hold was posted."))
                .optional("voidedAt", format("date-time", "When the hold was given up."))
                .optional("expiredAt", format("date-time", "When it was recorded that the hold has expired."))
                .optional("adjustment", adjustment())
                .optional(
                        "closing",
                        object().required("through", format("date", "The last day of the period."))
                                .end()
                                .description(
                                        "Of closing entries and of what takes them back: which period they close."))
                .optional("forced", forced())
                .optional("reverses", format("uuid", "The transaction that this one takes back."))
                .optional(
                        "reversedBy",
                        list(format("uuid", "A transaction."), "The transactions that take it back, oldest first."))
                .optional("exchange", ref(EXCHANGE));
        return occasion(transaction)
                .required(
                        "postings",
                        list(
                                ref(POSTING),
                                "As requested, and the two that an exchange adds; of a hold that was posted, what was posted."))
                .optional("held", list(ref(POSTING), "What was in reserve, of a hold that was posted."))
                .required(
                        "balances",
                        list(
                                ref(BALANCE_AFTER),
                                "Of every account and currency it touches, after it; of a hold that has ended, after that."))
                .required("metadata", RequestSchemas.metadata())
                .end();
    }

    static Schema<?> adjustment() {
        return new BooleanSchema()
                .description("True where it was posted as one that may be effective in a closed period.");
    }

    private static Schema<?> forced() {
        return new BooleanSchema()
                .description("True where it was put into the books past limits and freezes of accounts.");
    }

    private static Schema<?> transactionMetadata() {
        return placed(object().required("transaction", format("uuid", "The transaction's id.")))
                .required("recordedAt", recordedAt())
                .required("metadata", RequestSchemas.metadata())
                .end();
    }

    /** Adds where in which journal something stands. */
    private static Schemas.Fields placed(Schemas.Fields fields) {
        return fields.required("ledger", RequestSchemas.ledgerId())
                .optional(
                        "journalNumber",
                        number(1, "Its place in the ledger's journal, without gaps. Absent in a dry run."))
                .optional(
                        "position",
                        number(
                                1,
                                "Its place among all events; also in the header Ledger-Position. Absent in a dry run."));
    }

    /** Adds what a transaction was about and when, which its entries show too. */
    static Schemas.Fields occasion(Schemas.Fields fields) {
        return fields.optional(
                        "reference", new StringSchema().description("The client's own number, unique in the ledger."))
                .optional("description", new StringSchema().description("What it is about."))
                .required("effectiveAt", format("date-time", "When it happened for the business, in UTC."))
                .required("effectiveDate", format("date", "The day of effectiveAt in the ledger's time zone."))
                .required("recordedAt", recordedAt());
    }

    private static Schema<?> exchange() {
        return object().required("from", RequestSchemas.currencyCode())
                .required("to", RequestSchemas.currencyCode())
                .required("rate", RequestSchemas.rate())
                .end();
    }

    private static Schema<?> endedHold() {
        return placed(object().required("id", format("uuid", "The transaction that was held.")))
                .required("status", oneOf(List.of("posted", "voided"), "What has become of it."))
                .optional("adjustment", adjustment())
                .optional("forced", forced())
                .optional("effectiveAt", format("date-time", "When it happened for the business, where it was posted."))
                .optional("effectiveDate", format("date", "The day of effectiveAt in the ledger's time zone."))
                .required("recordedAt", recordedAt())
                .optional("postings", list(ref(POSTING), "What was posted of it, if it was; the rest is released."))
                .required("balances", list(ref(BALANCE_AFTER), "Of every account and currency of the hold, after it."))
                .end();
    }

    private static Schema<?> posting() {
        return object().required("account", RequestSchemas.accountPath())
                .required("direction", oneOf(Direction.WORDS.all(), "The side of the account."))
                .required("amount", amount("What is posted."))
                .required("currency", RequestSchemas.currencyCode())
                .end();
    }

    private static Schema<?> balance() {
        return balance(object().required("currency", RequestSchemas.currencyCode()))
                .optional("pendingDebits", amount("The sum of what open holds would debit. Not with asOf or knownAt."))
                .optional(
                        "pendingCredits", amount("The sum of what open holds would credit. Not with asOf or knownAt."))
                .optional(
                        "available",
                        amount(
                                "The balance less what open holds would take from it; never counts what they would bring. Not with asOf or knownAt."))
                .optional("version", number(1, "How many events the account has seen. Not with asOf or knownAt."))
                .end();
    }

    private static Schema<?> balanceAfter() {
        return balance(object().required("account", RequestSchemas.accountPath())
                        .required("type", accountType())
                        .required("currency", RequestSchemas.currencyCode()))
                .required("pendingDebits", amount("The sum of what open holds would debit."))
                .required("pendingCredits", amount("The sum of what open holds would credit."))
                .required(
                        "available",
                        amount(
                                "The balance less what open holds would take from it; never counts what they would bring."))
                .required("version", number(1, "How many events the account has seen."))
                .end();
    }

    /** Adds what an account holds in a currency. */
    static Schemas.Fields balance(Schemas.Fields fields) {
        return fields.required("debits", amount("The sum of all debits."))
                .required("credits", amount("The sum of all credits."))
                .required("balance", amount("Their difference, positive on the account's normal side."));
    }

    static Schema<?> amount(String description) {
        return Schemas.pattern(
                        "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$",
                        description
                                + " A decimal number of major units, a string, with all of the currency's decimals.")
                .format("decimal");
    }

    static Schema<?> accountType() {
        return oneOf(AccountType.WORDS.all(), "Hence the side on which it normally grows.");
    }

    static Schema<?> recordedAt() {
        return format("date-time", "When the store took it, in UTC, to the microsecond.");
    }

    private static Schema<?> batch() {
        return object().required("atomic", new BooleanSchema().description("All or none."))
                .required("results", list(ref(BATCH_RESULT), "One for each item, in their order."))
                .end();
    }

    private static Schema<?> batchResult() {
        return object().required(
                        "type",
                        oneOf(
                                List.of("transaction", "post", "void", "reverse", "metadata", "account"),
                                "What the item asked for."))
                .required(
                        "status",
                        oneOf(
                                List.of(
                                        "posted",
                                        "pending",
                                        "voided",
                                        "reversed",
                                        "changed",
                                        "opened",
                                        "rejected",
                                        "skipped"),
                                "What came of the item."))
                .optional("transaction", ref(TRANSACTION))
                .optional("hold", ref(ENDED_HOLD))
                .optional("metadata", ref(TRANSACTION_METADATA))
                .optional("account", ref(ACCOUNT))
                .optional("problem", ref(ITEM_PROBLEM))
                .optional(
                        "waitedFor",
                        list(number(0, "A place."), "Which of the items that it depends on were not accepted."))
                .end();
    }

    private static Schema<?> itemProblem() {
        return object().required("code", code())
                .required("detail", new StringSchema().description("What was wrong, and what to do."))
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
                .required("detail", new StringSchema().description("What is wrong with it."))
                .end();
    }

    private static Schema<?> code() {
        return oneOf(Arrays.stream(ProblemCode.values()).map(Enum::name).toList(), "Stable; see docs/errors.md.");
    }
}
