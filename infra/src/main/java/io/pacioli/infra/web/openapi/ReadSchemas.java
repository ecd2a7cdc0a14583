package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.Schemas.format;
import static io.pacioli.infra.web.openapi.Schemas.list;
import static io.pacioli.infra.web.openapi.Schemas.number;
import static io.pacioli.infra.web.openapi.Schemas.object;
import static io.pacioli.infra.web.openapi.Schemas.oneOf;
import static io.pacioli.infra.web.openapi.Schemas.pattern;
import static io.pacioli.infra.web.openapi.Schemas.ref;
import static io.pacioli.infra.web.openapi.Schemas.text;
import static io.pacioli.infra.web.openapi.Schemas.texts;

import io.pacioli.command.dispatch.RequestHeaders;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.progress.ProjectionProgress;
import io.pacioli.query.request.PageRequest;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the read side answers beyond what the write side has answered before. */
final class ReadSchemas {

    static final String ENTRY = "Entry";
    static final String ACCOUNT_STATEMENT = "AccountStatement";
    static final String BALANCE_SUMS = "BalanceSums";
    static final String TRANSACTION_COUNT = "TransactionCount";
    static final String GENERAL_LEDGER = "GeneralLedger";
    static final String TRIAL_BALANCE = "TrialBalance";
    static final String BALANCE_SHEET = "BalanceSheet";
    static final String INCOME_STATEMENT = "IncomeStatement";
    static final String EVENT = "Event";
    static final String HISTORY_ENTRY = "HistoryEntry";
    static final String PROJECTION = "Projection";

    private static final String STATEMENT_LINE = "StatementLine";
    private static final String STATEMENT_TOTAL = "StatementTotal";
    private static final String BALANCE_SUM = "BalanceSum";
    private static final String LEDGER_SECTION = "LedgerSection";
    private static final String LEDGER_TOTAL = "LedgerTotal";
    private static final String REPORT_LINE = "ReportLine";
    private static final String BALANCE_SHEET_TOTAL = "BalanceSheetTotal";
    private static final String INCOME_STATEMENT_TOTAL = "IncomeStatementTotal";
    private static final String TRIAL_BALANCE_LINE = "TrialBalanceLine";
    private static final String TRIAL_BALANCE_TOTAL = "TrialBalanceTotal";

    private ReadSchemas() {}

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> all = new LinkedHashMap<>();
        all.put(ENTRY, entry());
        all.put(ACCOUNT_STATEMENT, accountStatement());
        all.put(STATEMENT_LINE, statementLine());
        all.put(STATEMENT_TOTAL, statementTotal());
        all.put(BALANCE_SUMS, balanceSums());
        all.put(BALANCE_SUM, balanceSum());
        all.put(TRANSACTION_COUNT, transactionCount());
        all.put(GENERAL_LEDGER, generalLedger());
        all.put(LEDGER_SECTION, ledgerSection());
        all.put(LEDGER_TOTAL, ledgerTotal());
        all.put(TRIAL_BALANCE, trialBalance());
        all.put(TRIAL_BALANCE_LINE, trialBalanceLine());
        all.put(TRIAL_BALANCE_TOTAL, trialBalanceTotal());
        all.put(BALANCE_SHEET, balanceSheet());
        all.put(INCOME_STATEMENT, incomeStatement());
        all.put(REPORT_LINE, reportLine());
        all.put(BALANCE_SHEET_TOTAL, balanceSheetTotal());
        all.put(INCOME_STATEMENT_TOTAL, incomeStatementTotal());
        all.put(EVENT, event());
        all.put(HISTORY_ENTRY, historyEntry());
        all.put(PROJECTION, projection());
        for (String item : List.of(
                AnswerSchemas.LEDGER,
                AnswerSchemas.PERIOD_CHANGE,
                AnswerSchemas.ACCOUNT,
                AnswerSchemas.TRANSACTION,
                ENTRY,
                EVENT,
                HISTORY_ENTRY,
                PROJECTION)) {
            all.put(pageOf(item), page(item));
        }
        return all;
    }

    /** The name of a page of such items. */
    static String pageOf(String item) {
        return item + "Page";
    }

    static Schema<?> page(String item) {
        return paged(object(), item, "The items, in the order that is asked for.")
                .end();
    }

    private static Schemas.Fields paged(Schemas.Fields page, String item, String items) {
        return page.required("data", list(ref(item), 0, PageRequest.LIMIT_MAX, items))
                .required(
                        "next",
                        new StringSchema()
                                .nullable(true)
                                .description("The cursor of the next page; null where the list ends."));
    }

    private static Schema<?> entry() {
        return AnswerSchemas.balance(posting()).end();
    }

    private static Schemas.Fields posting() {
        Schemas.Fields entry = object().required("transaction", format("uuid", "The transaction's id."))
                .required("journalNumber", number(1, "The transaction's place in the ledger's journal."))
                .required("position", number(1, "The transaction's place among all events."))
                .required(
                        "line",
                        number(0, Postings.SIZE_MAX - 1L, "Which of the transaction's postings it is, from 0."));
        return AnswerSchemas.occasion(entry.optional("adjustment", AnswerSchemas.adjustment()))
                .required("direction", oneOf(Direction.WORDS.all(), "The side of the account."))
                .required("amount", AnswerSchemas.amount("What was posted."))
                .required("currency", RequestSchemas.currencyCode());
    }

    private static Schema<?> accountStatement() {
        Schemas.Fields statement = period(object().required("ledger", RequestSchemas.ledgerId())
                        .required("account", RequestSchemas.accountPath())
                        .required("type", AnswerSchemas.accountType()))
                .required(
                        "totals",
                        list(
                                ref(STATEMENT_TOTAL),
                                "By currency, of the whole period on every page: each that was posted in until its end."));
        return paged(
                        statement,
                        STATEMENT_LINE,
                        "By currency, then by effective date, within a day as they were recorded.")
                .end();
    }

    private static Schemas.Fields period(Schemas.Fields fields) {
        return fields.optional("from", format("date", "The first day of the period."))
                .optional("to", format("date", "The last day of the period."))
                .required(
                        "knownAt",
                        new StringSchema()
                                .description(
                                        "Of when the books are that it shows: as was asked, or else the journal number of the"
                                                + " ledger's last event then. With it the same question gets the same answer again."));
    }

    private static Schema<?> generalLedger() {
        Schemas.Fields ledger = period(object().required("ledger", RequestSchemas.ledgerId()))
                .optional(
                        "totals", list(ref(LEDGER_TOTAL), "By currency, of the whole period; on the first page only."));
        return paged(ledger, LEDGER_SECTION, "By account, then by currency.").end();
    }

    private static Schema<?> ledgerTotal() {
        return object().required("currency", RequestSchemas.currencyCode())
                .required("debits", AnswerSchemas.amount("What was debited to all accounts in the period."))
                .required("credits", AnswerSchemas.amount("What was credited, which is the same."))
                .end();
    }

    private static Schema<?> ledgerSection() {
        return moved(object().required("account", RequestSchemas.accountPath())
                        .required("type", AnswerSchemas.accountType())
                        .required("currency", RequestSchemas.currencyCode()))
                .required(
                        "entries",
                        list(
                                ref(STATEMENT_LINE),
                                0,
                                PageRequest.LIMIT_MAX,
                                "Those on this page, by effective date, within a day as they were recorded."))
                .end();
    }

    private static Schema<?> statementTotal() {
        return moved(object().required("currency", RequestSchemas.currencyCode()))
                .end();
    }

    private static Schemas.Fields moved(Schemas.Fields fields) {
        return fields.required(
                        "opening", AnswerSchemas.amount("The balance before the period, on the account's normal side."))
                .required("debits", AnswerSchemas.amount("What was debited in the period."))
                .required("credits", AnswerSchemas.amount("What was credited in the period."))
                .required(
                        "closing",
                        AnswerSchemas.amount(
                                "The balance at the end of the period: opening, more what came on the normal side, less what came"
                                        + " on the other."));
    }

    private static Schema<?> statementLine() {
        return posting()
                .required(
                        "balance",
                        AnswerSchemas.amount(
                                "The account's balance in this currency after this entry and all that stand before it, the opening"
                                        + " balance included."))
                .optional(
                        "late",
                        new BooleanSchema()
                                .description(
                                        "True where it was recorded after statedAt, or without that when the period was over, on a"
                                                + " later day in the ledger's time zone; else not there."))
                .end();
    }

    private static Schema<?> trialBalance() {
        return object().required("ledger", RequestSchemas.ledgerId())
                .optional(
                        "asOf",
                        format("date", "The day at whose end the balances were these, where one was asked for."))
                .optional("knownAt", knownAt())
                .required("data", list(ref(TRIAL_BALANCE_LINE), "By account, then by currency."))
                .required("totals", list(ref(TRIAL_BALANCE_TOTAL), "By currency; both columns have the same."))
                .end();
    }

    private static Schema<?> knownAt() {
        return text(1, 64, "The journal number or the moment as known at which it was so, where one was asked for.");
    }

    private static Schema<?> trialBalanceLine() {
        return object().required("account", RequestSchemas.accountPath())
                .required("type", AnswerSchemas.accountType())
                .required("currency", RequestSchemas.currencyCode())
                .required("debit", AnswerSchemas.amount("By how much debits outweigh credits, or zero."))
                .required("credit", AnswerSchemas.amount("By how much credits outweigh debits, or zero."))
                .end();
    }

    private static Schema<?> balanceSums() {
        return object().required("ledger", RequestSchemas.ledgerId())
                .optional("asOf", format("date", "The day at whose end it was so, where one was asked for."))
                .optional("knownAt", knownAt())
                .required("data", list(ref(BALANCE_SUM), 0, 10_000, "In the order of what is grouped by."))
                .end();
    }

    private static Schema<?> balanceSum() {
        return object().optional(
                        "account",
                        text(
                                1,
                                AccountPath.LENGTH_MAX,
                                "The first segments of the accounts' paths, or a path that has fewer."))
                .optional("type", oneOf(AccountType.WORDS.all(), "The accounts' type."))
                .optional("month", pattern("^\\d{4}-\\d{2}$", "The month by effective date."))
                .optional(
                        "metadata",
                        texts(
                                Metadata.PAIRS_MAX,
                                Metadata.VALUE_LENGTH_MAX,
                                "What the accounts have under the keys that are grouped by; a key that is missing here they do not have."))
                .required("currency", RequestSchemas.currencyCode())
                .required("debits", AnswerSchemas.amount("All that was debited to the accounts."))
                .required("credits", AnswerSchemas.amount("All that was credited to them."))
                .required("net", AnswerSchemas.amount("Debits less credits."))
                .end();
    }

    private static Schema<?> transactionCount() {
        return object().required("ledger", RequestSchemas.ledgerId())
                .required("count", number(0, 1_000_000, "How many there are, or a million where there are more."))
                .required("exact", new BooleanSchema().description("Whether there are no more than that."))
                .end();
    }

    private static Schema<?> trialBalanceTotal() {
        return object().required("currency", RequestSchemas.currencyCode())
                .required("debit", AnswerSchemas.amount("The sum of the debit column."))
                .required("credit", AnswerSchemas.amount("The sum of the credit column, which is the same."))
                .end();
    }

    private static Schema<?> balanceSheet() {
        return object().required("ledger", RequestSchemas.ledgerId())
                .optional("asOf", format("date", "The day at whose end it was so, where one was asked for."))
                .optional("knownAt", knownAt())
                .optional("compareTo", format("date", "The day at whose end the compared amounts were so."))
                .required(
                        "data",
                        list(ref(REPORT_LINE), "By type, account and currency; none that would be zero everywhere."))
                .required("totals", list(ref(BALANCE_SHEET_TOTAL), "By currency."))
                .end();
    }

    private static Schema<?> balanceSheetTotal() {
        return object().required("currency", RequestSchemas.currencyCode())
                .required("assets", AnswerSchemas.amount("What is owned: liabilities, equity and result together."))
                .required("liabilities", AnswerSchemas.amount("What is owed."))
                .required("equity", AnswerSchemas.amount("What is left for the owners."))
                .required(
                        "result",
                        AnswerSchemas.amount(
                                "Income less expenses, as far as no closing entries have carried it to equity."))
                .optional("compared", compared("assets", "liabilities", "equity", "result"))
                .end();
    }

    private static Schema<?> incomeStatement() {
        return object().required("ledger", RequestSchemas.ledgerId())
                .optional("from", format("date", "The first day of the period."))
                .optional("to", format("date", "The last day of the period."))
                .optional("knownAt", knownAt())
                .optional("compareFrom", format("date", "The first day of the compared period."))
                .optional("compareTo", format("date", "The last day of the compared period."))
                .required(
                        "data",
                        list(ref(REPORT_LINE), "By type, account and currency; none that would be zero everywhere."))
                .required("totals", list(ref(INCOME_STATEMENT_TOTAL), "By currency."))
                .end();
    }

    private static Schema<?> incomeStatementTotal() {
        return object().required("currency", RequestSchemas.currencyCode())
                .required("income", AnswerSchemas.amount("What was earned."))
                .required("expenses", AnswerSchemas.amount("What was spent."))
                .required("result", AnswerSchemas.amount("Income less expenses."))
                .optional("compared", compared("income", "expenses", "result"))
                .end();
    }

    private static Schema<?> compared(String... names) {
        Schemas.Fields compared = object();
        for (String name : names) {
            compared = compared.required(name, AnswerSchemas.amount("As above, of what it is compared with."));
        }
        return compared.end().description("The same of what it is compared with, where something is.");
    }

    private static Schema<?> reportLine() {
        return object().required("account", RequestSchemas.accountPath())
                .required("type", AnswerSchemas.accountType())
                .required("currency", RequestSchemas.currencyCode())
                .required("amount", AnswerSchemas.amount("On the normal side of the type; negative on the other one."))
                .optional("compared", AnswerSchemas.amount("The same of what it is compared with."))
                .end();
    }

    private static Schema<?> event() {
        return hashed(facts(object())
                        .required(
                                "metadata",
                                document("Who sent the request, with which idempotency key and fingerprint.")))
                .end();
    }

    private static Schema<?> historyEntry() {
        Schemas.Fields entry = object().required(
                        "version",
                        number(
                                1,
                                "Which version of what it happened to it led to: its place in this history, from 1."));
        return hashed(facts(entry)
                        .optional("actor", text(1, RequestHeaders.ACTOR_LENGTH_MAX, "Who is behind it."))
                        .optional(
                                "idempotencyKey",
                                text(
                                        1,
                                        RequestHeaders.KEY_LENGTH_MAX,
                                        "Of the request that led to it, perhaps to other events as well; not there where the ledger did"
                                                + " it by itself."))
                        .optional("traceId", pattern("^[0-9a-f]{32}$", "The request's W3C trace id, if it had one.")))
                .end();
    }

    private static Schemas.Fields facts(Schemas.Fields event) {
        return event.required("journalNumber", number(1, "Its place in the ledger's journal, without gaps."))
                .required("position", number(1, "Its place among all events."))
                .required("id", format("uuid", "The event's own id."))
                .required("type", pattern("^[a-z]+(-[a-z]+)*$", "What kind of event it is."))
                .required("revision", number(1, "In which form its documents are written."))
                .required("recordedAt", AnswerSchemas.recordedAt())
                .required("payload", document("The facts."))
                .optional("erasable", document("Free text that may name a person, with a random salt."));
    }

    private static Schemas.Fields hashed(Schemas.Fields event) {
        return event.required(
                "hash",
                pattern("^[0-9a-f]{64}$", "SHA-256 over the event and the hash of the one before, in hexadecimal."));
    }

    private static Schema<?> document(String description) {
        return new ObjectSchema()
                .additionalProperties(true)
                .description(description + " As it is stored, byte for byte: this is what is hashed.");
    }

    private static Schema<?> projection() {
        return object().required(
                        "name",
                        oneOf(Stream.of(Projection.values()).map(Projection::id).toList(), "Which read tables."))
                .required("generation", number(1, "Which of their builds is live."))
                .required("position", number(0, "Up to where they have taken in the journal."))
                .required("lagEvents", number(0, "How many events they have yet to take in."))
                .required(
                        "lagSeconds",
                        new NumberSchema()
                                .minimum(BigDecimal.ZERO)
                                .description(
                                        "How long ago the first of these was recorded, in seconds with milliseconds; 0 where there is none."))
                .required(
                        "state",
                        oneOf(
                                Stream.of(ProjectionProgress.State.values())
                                        .map(ProjectionProgress.State::word)
                                        .toList(),
                                "building: its tables are new, and are read once they have everything; caught-up: nothing is missing; catching-up: a node takes in what is; failing: it tries again and"
                                        + " again; stopped: no node does."))
                .end();
    }
}
