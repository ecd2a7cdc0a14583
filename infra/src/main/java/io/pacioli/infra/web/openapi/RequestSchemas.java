package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.Schemas.list;
import static io.pacioli.infra.web.openapi.Schemas.object;
import static io.pacioli.infra.web.openapi.Schemas.oneOf;
import static io.pacioli.infra.web.openapi.Schemas.pattern;
import static io.pacioli.infra.web.openapi.Schemas.ref;
import static io.pacioli.infra.web.openapi.Schemas.text;
import static io.pacioli.infra.web.openapi.Schemas.texts;

import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.Terms;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the write side takes. */
final class RequestSchemas {

    static final String OPEN_LEDGER = "OpenLedger";
    static final String REGISTER_CURRENCY = "RegisterCurrency";
    static final String CLOSE_PERIOD = "ClosePeriod";
    static final String REOPEN_PERIOD = "ReopenPeriod";
    static final String OPEN_ACCOUNT = "OpenAccount";
    static final String CHANGE_LIMITS = "ChangeLimits";
    static final String FREEZE_ACCOUNT = "FreezeAccount";
    static final String UNFREEZE_ACCOUNT = "UnfreezeAccount";
    static final String CLOSE_ACCOUNT = "CloseAccount";
    static final String REOPEN_ACCOUNT = "ReopenAccount";
    static final String RENAME_ACCOUNT = "RenameAccount";
    static final String POST_TRANSACTION = "PostTransaction";
    static final String POST_HOLD = "PostHold";
    static final String VOID_HOLD = "VoidHold";
    static final String REVERSE_TRANSACTION = "ReverseTransaction";
    static final String CHANGE_METADATA = "ChangeMetadata";
    static final String RECORD_BATCH = "RecordBatch";

    private static final String LIMITS = "RequestedLimits";
    private static final String REQUESTED_POSTING = "RequestedPosting";
    private static final String CONDITION = "Condition";
    private static final String EXCHANGE = "RequestedExchange";
    private static final String BOUNDS = "AmountBounds";
    private static final String BATCH_ITEM = "BatchItem";

    private RequestSchemas() {}

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> all = new LinkedHashMap<>();
        all.put(OPEN_LEDGER, openLedger());
        all.put(REGISTER_CURRENCY, registerCurrency());
        all.put(CLOSE_PERIOD, closePeriod());
        all.put(REOPEN_PERIOD, reopenPeriod());
        all.put(OPEN_ACCOUNT, account(object(), "type").end());
        all.put(CHANGE_LIMITS, changeLimits());
        all.put(LIMITS, limits());
        all.put(FREEZE_ACCOUNT, freezeAccount());
        all.put(UNFREEZE_ACCOUNT, object().end());
        all.put(CLOSE_ACCOUNT, object().end());
        all.put(REOPEN_ACCOUNT, object().end());
        all.put(RENAME_ACCOUNT, renameAccount());
        all.put(POST_TRANSACTION, holdable(transaction(object())).end());
        all.put(POST_HOLD, postingOfHold(object()).end());
        all.put(VOID_HOLD, object().end());
        all.put(REVERSE_TRANSACTION, reversal(object()).end());
        all.put(CHANGE_METADATA, metadataChange(object()).end());
        all.put(REQUESTED_POSTING, posting());
        all.put(CONDITION, condition());
        all.put(EXCHANGE, exchange());
        all.put(BOUNDS, bounds());
        all.put(RECORD_BATCH, batch());
        Map<String, Schema<?>> items = batchItems();
        all.put(BATCH_ITEM, Schemas.oneOf("type", items.keySet(), BATCH_ITEM));
        items.forEach((type, item) -> all.put(Schemas.nameOf(type, BATCH_ITEM), item));
        return all;
    }

    static Schema<?> ledgerId() {
        return pattern(
                "^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", "1 to 63 lower-case letters, digits and inner hyphens.");
    }

    static Schema<?> accountPath() {
        return pattern(
                        "^[A-Za-z0-9][A-Za-z0-9._-]*(?::[A-Za-z0-9][A-Za-z0-9._-]*){0,%d}$"
                                .formatted(AccountPath.DEPTH_MAX - 1),
                        "The account's place in the chart: segments with colons between them.")
                .maxLength(AccountPath.LENGTH_MAX);
    }

    static Schema<?> currencyCode() {
        return pattern("^[A-Z](?:[A-Z0-9._-]{0,22}[A-Z0-9])?$", "A code of ISO 4217, or any other.");
    }

    /** A currency as it may be written in a request. */
    static Schema<?> requestedCurrency() {
        return pattern(
                "^[A-Z](?:[A-Z0-9._-]{0,22}[A-Z0-9])?(?:/(?:[0-9]|1[0-8]))?$",
                "A code of ISO 4217, or any other; behind a slash, its decimal places may follow (`USD/2`), and have to be those"
                        + " that it has in the ledger.");
    }

    static Schema<?> metadata() {
        return texts(
                Metadata.PAIRS_MAX,
                Metadata.VALUE_LENGTH_MAX,
                "The client's own notes; keys have 1 to %d characters.".formatted(Metadata.KEY_LENGTH_MAX));
    }

    private static Schemas.Fields metadataChange(Schemas.Fields fields) {
        return fields.optional(
                        "merge",
                        texts(
                                Metadata.PAIRS_MAX,
                                Metadata.VALUE_LENGTH_MAX,
                                "Pairs to add, over those of the same key. Required where no key is deleted."))
                .optional(
                        "delete",
                        list(
                                text(1, Metadata.KEY_LENGTH_MAX, "A key."),
                                0,
                                Metadata.PAIRS_MAX,
                                "Keys to take out, none of which is merged; those that are not there are passed over."));
    }

    private static Schema<?> openLedger() {
        return object().required("id", ledgerId())
                .required("name", text(1, LedgerName.LENGTH_MAX, "What people call it."))
                .required(
                        "timeZone",
                        text(1, 64, "A region of the IANA database, or UTC: its days are the ledger's days."))
                .required(
                        "chart",
                        oneOf(
                                ChartPolicy.WORDS.all(),
                                "strict: accounts have to be opened; open: the first posting opens them."))
                .required(
                        "currencies",
                        list(ref(REGISTER_CURRENCY), 0, OpenLedger.CURRENCIES_MAX, "What it counts in, each once."))
                .end();
    }

    private static Schema<?> registerCurrency() {
        return object().required("code", requestedCurrency())
                .optional(
                        "scale",
                        new IntegerSchema()
                                .minimum(BigDecimal.valueOf(Currency.SCALE_MIN))
                                .maximum(BigDecimal.valueOf(Currency.SCALE_MAX))
                                .description(
                                        "Decimal places; required unless they stand behind the code or ISO 4217 gives them."))
                .end();
    }

    private static Schema<?> closePeriod() {
        return object().required(
                        "through",
                        Schemas.format(
                                "date",
                                "The last day to close, in the ledger's time zone: before today, after the one through which the"
                                        + " books are closed, not before 1900."))
                .optional(
                        "closingEntries",
                        object().required("account", accountPath())
                                .end()
                                .description(
                                        "Also bring every income and expense account to zero at the end of that day, with one"
                                                + " transaction that carries the result to this equity account."))
                .end();
    }

    private static Schema<?> reopenPeriod() {
        return object().optional(
                        "through",
                        Schemas.format(
                                "date",
                                "The last day that stays closed: before the one through which the books are closed, not before"
                                        + " 1900. Without it all are open again."))
                .required("reason", text(1, Reason.LENGTH_MAX, "Why; kept with it."))
                .end();
    }

    private static Schemas.Fields account(Schemas.Fields fields, String typeField) {
        return fields.required("path", accountPath())
                .required(typeField, oneOf(AccountType.WORDS.all(), "Hence the side on which it normally grows."))
                .optional("name", text(1, AccountName.LENGTH_MAX, "What people call it."))
                .optional("metadata", metadata())
                .optional(
                        "currencies",
                        list(
                                requestedCurrency(),
                                1,
                                OpenLedger.CURRENCIES_MAX,
                                "In which it is kept, each once; nothing is posted to it in another. Without it, in all of the ledger's."))
                .optional(
                        "limits",
                        list(ref(LIMITS), 0, RequestedLimits.SIZE_MAX, "Between what it is kept, each currency once."));
    }

    private static Schema<?> freezeAccount() {
        return object().required(
                        "direction",
                        oneOf(Frozen.WORDS.all(), "The side to freeze, beside those that are frozen already."))
                .end();
    }

    private static Schema<?> renameAccount() {
        return object().required(
                        "name",
                        text(1, AccountName.LENGTH_MAX, "What people are to call it; null for nothing.")
                                .nullable(true))
                .end();
    }

    private static Schema<?> changeLimits() {
        return object().required(
                        "limits",
                        list(
                                ref(LIMITS),
                                1,
                                RequestedLimits.SIZE_MAX,
                                "Each currency once: in place of whatever limits there are in it. Those in other currencies stay."))
                .end();
    }

    private static Schema<?> limits() {
        return object().required("currency", requestedCurrency())
                .optional(
                        "minimumBalance",
                        bound(
                                        "Below this nothing may take what is available. Without it, or null, there is no minimum.")
                                .nullable(true))
                .optional(
                        "maximumBalance",
                        bound(
                                        "Above this nothing may take the balance, with all that open holds may bring. Without it, or null, there is"
                                                + " no maximum.")
                                .nullable(true))
                .end();
    }

    private static Schemas.Fields transaction(Schemas.Fields fields) {
        return terms(occasion(fields)
                        .required(
                                "postings",
                                postings(
                                        "Lines whose debits equal their credits in every currency. In an exchange, those of its"
                                                + " two currencies differ, in opposite directions, and the ledger adds a line for each on"
                                                + " `equity:exchange:A-B`: so it has at most 998."))
                        .optional("metadata", metadata()))
                .optional("exchange", ref(EXCHANGE));
    }

    /** Adds that it may be held, and until when. */
    private static Schemas.Fields holdable(Schemas.Fields fields) {
        return fields.optional(
                        "status",
                        oneOf(
                                List.of("posted", "pending"),
                                "pending: the transaction is held, in reserve until it is posted or voided; posted by default."))
                .optional(
                        "expiresAt",
                        Schemas.format(
                                "date-time",
                                "With the status pending: from when on the hold can no longer be posted, an RFC 3339 timestamp that is"
                                        + " still to come. Without it the hold does not expire."));
    }

    private static Schemas.Fields postingOfHold(Schemas.Fields fields) {
        return terms(fields.optional("effectiveAt", effectiveAt())
                .optional(
                        "postings",
                        postings(
                                "What to post: lines as they stand in the hold, with no more than is held of each; the rest is"
                                        + " released. Without it, all of the hold.")));
    }

    private static Schema<?> exchange() {
        return object().required("from", requestedCurrency())
                .required("to", requestedCurrency())
                .required("rate", rate())
                .end();
    }

    static Schema<?> rate() {
        return pattern(
                "^(0|[1-9][0-9]*)(\\.[0-9]+)?$",
                "How much of `to` is given for one unit of `from`: a positive decimal number, a string, of at most 38 digits, at"
                        + " most 18 of them decimal places. The amounts may be off by less than one smallest unit of `to`.");
    }

    private static Schemas.Fields reversal(Schemas.Fields fields) {
        return terms(occasion(fields)
                .optional(
                        "postings",
                        postings(
                                "What to take back: lines as they stand in the transaction, with no more than is left of each."
                                        + " Without it, all that is left."))
                .optional("metadata", metadata()));
    }

    /** Adds on what terms a transaction is asked for. */
    private static Schemas.Fields terms(Schemas.Fields fields) {
        return fields.optional(
                        "conditions",
                        list(
                                ref(CONDITION),
                                0,
                                Terms.CONDITIONS_MAX,
                                "What has to hold of accounts before it, whether it touches them or not; otherwise nothing is"
                                        + " posted."))
                .optional(
                        "adjustment",
                        new BooleanSchema()
                                .description(
                                        "Whether it may be effective in a closed period, which needs a right (pacioli.rights.adjust)."
                                                + " It is marked so in any case. Not taken with the status pending; false by"
                                                + " default."))
                .optional(
                        "force",
                        new BooleanSchema()
                                .description(
                                        "Whether it passes limits and freezes of accounts, which needs a right (pacioli.rights.force). It"
                                                + " is marked so in any case. Closed accounts, currencies and conditions are not"
                                                + " passed; false by default."));
    }

    private static Schema<?> condition() {
        return object().required("account", accountPath())
                .optional(
                        "expectedVersion",
                        Schemas.number(
                                0,
                                Condition.VERSION_MAX,
                                "How many events the account has to have seen; 0 where it is not to be there yet."))
                .optional("currency", requestedCurrency())
                .optional("balance", ref(BOUNDS))
                .optional("available", ref(BOUNDS))
                .end();
    }

    private static Schema<?> bounds() {
        return object().optional("atLeast", bound("The least that it may be."))
                .optional("atMost", bound("The most that it may be."))
                .optional("equal", bound("What it has to be."))
                .end();
    }

    private static Schema<?> bound(String description) {
        return pattern(
                "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$",
                description
                        + " A decimal number of major units, a string, of at most 38 digits, positive on the account's normal side.");
    }

    private static Schema<?> postings(String description) {
        return list(ref(REQUESTED_POSTING), Postings.SIZE_MIN, Postings.SIZE_MAX, description);
    }

    /** Adds what a new transaction is called, and when it happened. */
    private static Schemas.Fields occasion(Schemas.Fields fields) {
        return fields.optional(
                        "id", Schemas.format("uuid", "The client's choice; without it a UUID of version 7 is made."))
                .optional("reference", text(1, Reference.LENGTH_MAX, "The client's own number, unique in the ledger."))
                .optional("description", text(0, Description.LENGTH_MAX, "What it is about."))
                .optional("effectiveAt", effectiveAt());
    }

    private static Schema<?> effectiveAt() {
        return new Schema<String>()
                .type("string")
                .description("When it happened for the business: an RFC 3339 timestamp with its offset, or a date"
                        + " (the start of that day in the ledger's time zone), or absent (now); not before 1900,"
                        + " not more than 10 years ahead.");
    }

    private static Schema<?> posting() {
        return object().required("account", accountPath())
                .required("direction", oneOf(Direction.WORDS.all(), "The side of the account."))
                .required(
                        "amount",
                        pattern(
                                "^(0|[1-9][0-9]*)(\\.[0-9]+)?$",
                                "A positive decimal number of major units, a string, of at most 38 digits and no more decimals than"
                                        + " the currency has."))
                .required("currency", requestedCurrency())
                .end();
    }

    /** Each kind of item, by its type: the fields of a request for it alone, and those that say what it is about. */
    private static Map<String, Schema<?>> batchItems() {
        Map<String, Schema<?>> items = new LinkedHashMap<>();
        items.put("transaction", holdable(transaction(item("transaction"))).end());
        items.put("post", postingOfHold(about("post", "The hold to post.")).end());
        items.put("void", about("void", "The hold to give up.").end());
        items.put(
                "reverse",
                reversal(about("reverse", "The transaction to take back.")).end());
        items.put(
                "metadata",
                metadataChange(about("metadata", "The transaction whose metadata to change."))
                        .end());
        items.put("account", account(item("account"), "accountType").end());
        return items;
    }

    private static Schemas.Fields about(String type, String description) {
        return item(type).required("transaction", Schemas.format("uuid", description));
    }

    private static Schemas.Fields item(String type) {
        return object().required("type", oneOf(List.of(type), "What the item asks for."))
                .optional(
                        "dependsOn",
                        list(
                                Schemas.number(
                                        0,
                                        RecordBatch.ITEMS_MAX - 2,
                                        "The place of an earlier item, the first being 0."),
                                0,
                                BatchItem.DEPENDENCIES_MAX,
                                "Items without all of which being accepted this one is skipped; each once."));
    }

    private static Schema<?> batch() {
        return object().required("atomic", new BooleanSchema().description("All or none."))
                .optional(
                        "continueOnFailure",
                        new BooleanSchema()
                                ._default(true)
                                .description(
                                        "Whether items after the first rejected one are still decided; an atomic batch never goes on."))
                .required("items", list(ref(BATCH_ITEM), 1, RecordBatch.ITEMS_MAX, "Decided in their order."))
                .end();
    }
}
