package io.pacioli.infra.web.openapi;

import static io.pacioli.infra.web.openapi.RequestParameter.ACCOUNT;
import static io.pacioli.infra.web.openapi.RequestParameter.ACCOUNT_FILTER;
import static io.pacioli.infra.web.openapi.RequestParameter.AFTER;
import static io.pacioli.infra.web.openapi.RequestParameter.AS_OF;
import static io.pacioli.infra.web.openapi.RequestParameter.BALANCE_FILTER;
import static io.pacioli.infra.web.openapi.RequestParameter.COMPARED_DAY;
import static io.pacioli.infra.web.openapi.RequestParameter.COMPARED_FROM;
import static io.pacioli.infra.web.openapi.RequestParameter.COMPARED_TO;
import static io.pacioli.infra.web.openapi.RequestParameter.CURRENCY;
import static io.pacioli.infra.web.openapi.RequestParameter.CURSOR;
import static io.pacioli.infra.web.openapi.RequestParameter.DEPTH;
import static io.pacioli.infra.web.openapi.RequestParameter.EFFECTIVE_BY;
import static io.pacioli.infra.web.openapi.RequestParameter.EFFECTIVE_FROM;
import static io.pacioli.infra.web.openapi.RequestParameter.EFFECTIVE_TO;
import static io.pacioli.infra.web.openapi.RequestParameter.ENTRY_FILTER;
import static io.pacioli.infra.web.openapi.RequestParameter.EXPIRES_BEFORE;
import static io.pacioli.infra.web.openapi.RequestParameter.GROUP_BY;
import static io.pacioli.infra.web.openapi.RequestParameter.HELD_OF;
import static io.pacioli.infra.web.openapi.RequestParameter.IF_NONE_MATCH;
import static io.pacioli.infra.web.openapi.RequestParameter.KNOWN_AT;
import static io.pacioli.infra.web.openapi.RequestParameter.LAST_EVENT_ID;
import static io.pacioli.infra.web.openapi.RequestParameter.LEDGER;
import static io.pacioli.infra.web.openapi.RequestParameter.LIMIT;
import static io.pacioli.infra.web.openapi.RequestParameter.LINES;
import static io.pacioli.infra.web.openapi.RequestParameter.ORDER;
import static io.pacioli.infra.web.openapi.RequestParameter.PERIOD_FROM;
import static io.pacioli.infra.web.openapi.RequestParameter.PERIOD_TO;
import static io.pacioli.infra.web.openapi.RequestParameter.POSTED_TO;
import static io.pacioli.infra.web.openapi.RequestParameter.PREFIX;
import static io.pacioli.infra.web.openapi.RequestParameter.READ_YOUR_WRITES;
import static io.pacioli.infra.web.openapi.RequestParameter.RECORDED_POSITION;
import static io.pacioli.infra.web.openapi.RequestParameter.REFERENCE;
import static io.pacioli.infra.web.openapi.RequestParameter.STATED_AT;
import static io.pacioli.infra.web.openapi.RequestParameter.TRANSACTION;
import static io.pacioli.infra.web.openapi.RequestParameter.TRANSACTION_FILTER;
import static io.pacioli.infra.web.openapi.RequestParameter.TYPE;

import io.pacioli.domain.decision.ProblemCode;
import java.util.List;

/** Every operation of the read side, asked on the day in the life of a shop that {@link WriteApi} tells of. */
final class ReadApi {

    static final String TAG = "Read";

    static final List<ReadOperation> OPERATIONS = List.of(
            new ReadOperation(
                    "/v1/ledgers",
                    "listLedgers",
                    "List ledgers",
                    "All ledgers, by id.",
                    List.of(LIMIT, CURSOR, READ_YOUR_WRITES),
                    ReadSchemas.pageOf(AnswerSchemas.LEDGER),
                    Examples.page(Examples.LEDGER_LATER),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}",
                    "getLedger",
                    "Show a ledger",
                    "A ledger with the currencies it counts in, and through which day its books are closed.",
                    List.of(LEDGER, IF_NONE_MATCH, READ_YOUR_WRITES),
                    AnswerSchemas.LEDGER,
                    Examples.LEDGER_LATER,
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/period-closings",
                    "listPeriodClosings",
                    "List closings and reopenings",
                    "When, through which day and by whom the books of a ledger were closed, and reopened for which reason.",
                    List.of(LEDGER, ORDER, LIMIT, CURSOR, READ_YOUR_WRITES),
                    ReadSchemas.pageOf(AnswerSchemas.PERIOD_CHANGE),
                    Examples.page(Examples.PERIOD_CLOSED_LATER),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/accounts",
                    "listAccounts",
                    "List accounts",
                    "The chart of accounts, by path, each account with its balances; with asOf or knownAt, as it was.",
                    List.of(LEDGER, PREFIX, TYPE, ACCOUNT_FILTER, AS_OF, KNOWN_AT, LIMIT, CURSOR, READ_YOUR_WRITES),
                    ReadSchemas.pageOf(AnswerSchemas.ACCOUNT),
                    Examples.page(Examples.ACCOUNT_POSTED_TO),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}",
                    "getAccount",
                    "Show an account",
                    "An account with its balance in each currency that it was posted to in; with asOf or knownAt, as it was.",
                    List.of(LEDGER, ACCOUNT, AS_OF, KNOWN_AT, IF_NONE_MATCH, READ_YOUR_WRITES),
                    AnswerSchemas.ACCOUNT,
                    Examples.ACCOUNT_POSTED_TO,
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/entries",
                    "listEntries",
                    "List an account's entries",
                    "What was posted to an account, in the order in which it was recorded, each entry with the account's running"
                            + " balance after it, which counts what was recorded until then; by effective date with asOf, unless there is a filter.",
                    List.of(
                            LEDGER,
                            ACCOUNT,
                            EFFECTIVE_BY,
                            KNOWN_AT,
                            ENTRY_FILTER,
                            ORDER,
                            LIMIT,
                            CURSOR,
                            READ_YOUR_WRITES),
                    ReadSchemas.pageOf(ReadSchemas.ENTRY),
                    Examples.page(Examples.ENTRY),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/statement",
                    "getAccountStatement",
                    "Show an account's statement",
                    "What an account held before a period by effective date, every entry in it in effective order with the balance"
                            + " after it, and what it held at the end; one currency after the other. Totals are those of the whole"
                            + " period on every page, and all pages show the books of one moment, which knownAt names.",
                    List.of(
                            LEDGER,
                            ACCOUNT,
                            PERIOD_FROM,
                            PERIOD_TO,
                            KNOWN_AT,
                            STATED_AT,
                            CURRENCY,
                            LIMIT,
                            CURSOR,
                            READ_YOUR_WRITES),
                    ReadSchemas.ACCOUNT_STATEMENT,
                    Examples.ACCOUNT_STATEMENT,
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/transactions",
                    "listTransactions",
                    "List transactions",
                    "Transactions in the order in which they were recorded; by effective date, and within a day as they were"
                            + " recorded, where effectiveFrom, effectiveTo or asOf is given or the filter bounds effectiveDate. What several"
                            + " parameters ask for has to"
                            + " hold together.",
                    List.of(
                            LEDGER,
                            REFERENCE,
                            POSTED_TO,
                            EFFECTIVE_FROM,
                            EFFECTIVE_TO,
                            EFFECTIVE_BY,
                            KNOWN_AT,
                            TRANSACTION_FILTER,
                            ORDER,
                            LIMIT,
                            CURSOR,
                            READ_YOUR_WRITES),
                    ReadSchemas.pageOf(AnswerSchemas.TRANSACTION),
                    Examples.page(Examples.TRANSACTION_LATER),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/transactions:count",
                    "countTransactions",
                    "Count transactions",
                    "How many transactions the list with the same parameters has, exactly where there are no more than a million; where"
                            + " there are, count is a million and exact is false.",
                    List.of(
                            LEDGER,
                            REFERENCE,
                            POSTED_TO,
                            EFFECTIVE_FROM,
                            EFFECTIVE_TO,
                            EFFECTIVE_BY,
                            KNOWN_AT,
                            TRANSACTION_FILTER,
                            READ_YOUR_WRITES),
                    ReadSchemas.TRANSACTION_COUNT,
                    Examples.TRANSACTION_COUNT,
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/transactions/{id}",
                    "getTransaction",
                    "Show a transaction",
                    "A transaction as it was answered when it was posted, with its present metadata and what has taken it back.",
                    List.of(LEDGER, TRANSACTION, EFFECTIVE_BY, KNOWN_AT, IF_NONE_MATCH, READ_YOUR_WRITES),
                    AnswerSchemas.TRANSACTION,
                    Examples.TRANSACTION_LATER,
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/holds",
                    "listHolds",
                    "List open holds",
                    "Transactions that are held, those that expire first come first, those that never do last.",
                    List.of(LEDGER, HELD_OF, EXPIRES_BEFORE, LIMIT, CURSOR, READ_YOUR_WRITES),
                    ReadSchemas.pageOf(AnswerSchemas.TRANSACTION),
                    Examples.page(Examples.HOLD),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/balances",
                    "sumBalances",
                    "Sum balances by groups",
                    "What the accounts of a ledger have been debited and credited, summed by what groupBy names and by currency, and what"
                            + " is left of it (net: debits less credits). It comes as a whole, with at most 10,000 groups.",
                    List.of(LEDGER, GROUP_BY, AS_OF, KNOWN_AT, BALANCE_FILTER, READ_YOUR_WRITES),
                    ReadSchemas.BALANCE_SUMS,
                    Examples.BALANCE_SUMS,
                    List.of(ProblemCode.REPORT_TOO_LARGE)),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/trial-balance",
                    "getTrialBalance",
                    "Show the trial balance",
                    "The balance of every account that was posted to, in the debit or the credit column, by path and currency, and"
                            + " the columns' totals, which agree in every currency. It comes as a whole, with at most 100,000 lines.",
                    List.of(LEDGER, AS_OF, KNOWN_AT, CURRENCY, READ_YOUR_WRITES),
                    ReadSchemas.TRIAL_BALANCE,
                    Examples.TRIAL_BALANCE,
                    List.of(ProblemCode.REPORT_TOO_LARGE)),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/general-ledger",
                    "getGeneralLedger",
                    "Show the general ledger",
                    "Every account that moved in a period by effective date, or had a balance before it, by path and currency, with its"
                            + " entries in effective order. An account whose entries do not end with a page goes on on the next one,"
                            + " with its amounts once more. All pages show the books of one moment, which knownAt names; the first has"
                            + " the totals of the whole period.",
                    List.of(LEDGER, PERIOD_FROM, PERIOD_TO, KNOWN_AT, CURRENCY, LINES, CURSOR, READ_YOUR_WRITES),
                    ReadSchemas.GENERAL_LEDGER,
                    Examples.GENERAL_LEDGER,
                    List.of(ProblemCode.REPORT_TOO_LARGE)),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/balance-sheet",
                    "getBalanceSheet",
                    "Show the balance sheet",
                    "Assets, liabilities and equity, by account or added up by parts of their paths. In every currency assets equal"
                            + " liabilities, equity and the result that has not been carried to equity.",
                    List.of(LEDGER, AS_OF, KNOWN_AT, COMPARED_DAY, CURRENCY, DEPTH, READ_YOUR_WRITES),
                    ReadSchemas.BALANCE_SHEET,
                    Examples.BALANCE_SHEET,
                    List.of(ProblemCode.REPORT_TOO_LARGE)),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/income-statement",
                    "getIncomeStatement",
                    "Show the income statement",
                    "What was earned and spent in a period by effective date, by account or added up by parts of their paths. Closing"
                            + " entries, which carry a result to equity, are left out.",
                    List.of(
                            LEDGER,
                            PERIOD_FROM,
                            PERIOD_TO,
                            KNOWN_AT,
                            COMPARED_FROM,
                            COMPARED_TO,
                            CURRENCY,
                            DEPTH,
                            READ_YOUR_WRITES),
                    ReadSchemas.INCOME_STATEMENT,
                    Examples.INCOME_STATEMENT,
                    List.of(ProblemCode.REPORT_TOO_LARGE)),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/events",
                    "listEvents",
                    "List a ledger's events",
                    "The ledger's journal as it is stored, from its first event on. /docs/journal.md in the sources tells how to"
                            + " check its hashes. With Accept: text/event-stream (and neither limit nor cursor) it comes as"
                            + " Server-Sent Events, which go on with what is recorded: each event once, in order and without gaps, its"
                            + " journal number for an id, its type for a name and the event as shown here for data.",
                    List.of(LEDGER, AFTER, LIMIT, CURSOR, LAST_EVENT_ID, RECORDED_POSITION),
                    ReadSchemas.pageOf(ReadSchemas.EVENT),
                    Examples.page(Examples.EVENT),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/history",
                    "listLedgerHistory",
                    "List what happened to a ledger",
                    "What changed the ledger itself, its currencies and its closed periods, and who was behind it. All that happened in it is in"
                            + " its events.",
                    List.of(LEDGER, ORDER, LIMIT, CURSOR, RECORDED_POSITION),
                    ReadSchemas.pageOf(ReadSchemas.HISTORY_ENTRY),
                    Examples.page(Examples.LEDGER_HISTORY),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/history",
                    "listAccountHistory",
                    "List what happened to an account",
                    "Every event that touched an account, with who was behind it and the request that led to it.",
                    List.of(LEDGER, ACCOUNT, ORDER, LIMIT, CURSOR, RECORDED_POSITION),
                    ReadSchemas.pageOf(ReadSchemas.HISTORY_ENTRY),
                    Examples.page(Examples.ACCOUNT_HISTORY),
                    List.of()),
            new ReadOperation(
                    "/v1/ledgers/{ledger}/transactions/{id}/history",
                    "listTransactionHistory",
                    "List what happened to a transaction",
                    "Every event that touched a transaction: how it came into the ledger, what took it back, how a hold ended, its metadata.",
                    List.of(LEDGER, TRANSACTION, ORDER, LIMIT, CURSOR, RECORDED_POSITION),
                    ReadSchemas.pageOf(ReadSchemas.HISTORY_ENTRY),
                    Examples.page(Examples.TRANSACTION_HISTORY),
                    List.of()),
            new ReadOperation(
                    "/v1/projections",
                    "listProjections",
                    "List projections",
                    "How far each kind of read table is behind the journal. The header Ledger-Position is that of the one furthest"
                            + " behind.",
                    List.of(),
                    ReadSchemas.pageOf(ReadSchemas.PROJECTION),
                    Examples.page(Examples.PROJECTION),
                    List.of()));

    private ReadApi() {}
}
