package io.pacioli.infra.web.openapi;

import io.pacioli.domain.decision.ProblemCode;
import java.util.List;

/** Every operation of the write side, with a day in the life of a shop for examples. */
final class WriteApi {

    static final String TAG = "Write";

    static final List<WriteOperation> OPERATIONS = List.of(
            new WriteOperation(
                    "/v1/ledgers",
                    "openLedger",
                    "Open a ledger",
                    "A ledger is a book with a numbered journal of its own, in one time zone and any number of currencies.",
                    RequestSchemas.OPEN_LEDGER,
                    """
                    {"id":"shop","name":"My shop","timeZone":"Europe/Berlin","chart":"open",
                     "currencies":[{"code":"EUR"},{"code":"POINTS","scale":0}]}""",
                    true,
                    AnswerSchemas.LEDGER,
                    Examples.LEDGER,
                    List.of(ProblemCode.LEDGER_EXISTS)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/currencies",
                    "registerCurrency",
                    "Register a currency",
                    "Lets a ledger count in one more currency. ISO 4217 gives the scale of its own; any other code brings its scale.",
                    RequestSchemas.REGISTER_CURRENCY,
                    """
                    {"code":"BTC","scale":8}""",
                    true,
                    AnswerSchemas.CURRENCY,
                    """
                    {"code":"BTC","scale":8}""",
                    List.of(
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.CURRENCY_EXISTS,
                            ProblemCode.CURRENCY_LIMIT_REACHED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/period-closings",
                    "closePeriod",
                    "Close a period",
                    "From then on nothing is posted that is effective on a closed day, but marked adjustments. With closingEntries,"
                            + " every income and expense account stands at zero at the end of the last closed day, and the result on the"
                            + " equity account; a reopening takes that back.",
                    RequestSchemas.CLOSE_PERIOD,
                    """
                    {"through":"2025-12-31","closingEntries":{"account":"equity:retained-earnings"}}""",
                    true,
                    AnswerSchemas.PERIOD_CHANGE,
                    Examples.PERIOD_CLOSED,
                    List.of(
                            ProblemCode.DATE_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.CLOSING_ENTRIES_AWAITED,
                            ProblemCode.BALANCE_TOO_LARGE,
                            ProblemCode.PERIOD_NOT_OVER,
                            ProblemCode.PERIOD_CLOSED_ALREADY,
                            ProblemCode.CLOSING_ENTRIES_OVERTAKEN,
                            ProblemCode.CLOSING_ACCOUNT_NOT_OPEN,
                            ProblemCode.CLOSING_ACCOUNT_NOT_EQUITY,
                            ProblemCode.CLOSING_ENTRIES_TOO_MANY)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/period-reopenings",
                    "reopenPeriod",
                    "Reopen a period",
                    "The books are closed through an earlier day from then on, or not at all; closing entries of days that are open again are"
                            + " taken back. The reason is kept with it.",
                    RequestSchemas.REOPEN_PERIOD,
                    """
                    {"through":"2025-11-30","reason":"An invoice of December came late"}""",
                    true,
                    AnswerSchemas.PERIOD_CHANGE,
                    Examples.PERIOD_REOPENED,
                    List.of(
                            ProblemCode.DATE_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.BALANCE_TOO_LARGE,
                            ProblemCode.PERIOD_NOT_CLOSED,
                            ProblemCode.REOPENING_TOO_LARGE)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts",
                    "openAccount",
                    "Open an account",
                    "Puts an account into a ledger's chart.",
                    RequestSchemas.OPEN_ACCOUNT,
                    """
                    {"path":"assets:bank","type":"asset","name":"Operating account","metadata":{"iban":"DE02120300000000202051"},
                     "currencies":["EUR","POINTS/0"],"limits":[{"currency":"EUR","minimumBalance":"-500.00"}]}""",
                    true,
                    AnswerSchemas.ACCOUNT,
                    Examples.ACCOUNT_OPENED,
                    List.of(
                            ProblemCode.CURRENCIES_EMPTY,
                            ProblemCode.CURRENCIES_TOO_MANY,
                            ProblemCode.LIMITS_TOO_MANY,
                            ProblemCode.LIMITS_CONTRADICTORY,
                            ProblemCode.CURRENCY_DUPLICATE,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_EXISTS,
                            ProblemCode.CURRENCY_NOT_REGISTERED,
                            ProblemCode.CURRENCY_SCALE_DIFFERS,
                            ProblemCode.TOO_MANY_DECIMALS,
                            ProblemCode.AMOUNT_TOO_LARGE)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/transactions",
                    "postTransaction",
                    "Post a transaction",
                    "Debits have to equal credits in every currency, unless it exchanges one for another. The answer carries what each"
                            + " account holds after it. With the status pending it is held: nothing is posted, and what it would take"
                            + " from accounts is no longer available, until it is posted, voided or expires.",
                    RequestSchemas.POST_TRANSACTION,
                    """
                    {"reference":"order-1001","description":"Order 1001","effectiveAt":"2026-01-31","postings":[
                      {"account":"assets:bank","direction":"debit","amount":"59.90","currency":"EUR"},
                      {"account":"income:sales","direction":"credit","amount":"50.34","currency":"EUR"},
                      {"account":"liabilities:vat","direction":"credit","amount":"9.56","currency":"EUR"}],
                     "metadata":{"channel":"web"},"conditions":[
                      {"account":"assets:bank","expectedVersion":1,"currency":"EUR/2","balance":{"atLeast":"0.00","atMost":"1000"},
                       "available":{"atLeast":"0"}}]}""",
                    true,
                    AnswerSchemas.TRANSACTION,
                    Examples.TRANSACTION,
                    List.of(
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.TRANSACTION_EXISTS,
                            ProblemCode.REFERENCE_TAKEN,
                            ProblemCode.CURRENCY_NOT_REGISTERED,
                            ProblemCode.CURRENCY_SCALE_DIFFERS,
                            ProblemCode.TOO_MANY_DECIMALS,
                            ProblemCode.AMOUNT_TOO_LARGE,
                            ProblemCode.UNBALANCED,
                            ProblemCode.EXCHANGE_ONE_SIDED,
                            ProblemCode.EXCHANGE_RATE_MISMATCH,
                            ProblemCode.EXPIRES_AT_MALFORMED,
                            ProblemCode.EXPIRES_AT_NOT_TAKEN,
                            ProblemCode.ADJUSTMENT_NOT_TAKEN,
                            ProblemCode.FORCE_NOT_ALLOWED,
                            ProblemCode.ADJUSTMENT_NOT_ALLOWED,
                            ProblemCode.EFFECTIVE_AT_OUT_OF_RANGE,
                            ProblemCode.EXPIRES_AT_NOT_AHEAD,
                            ProblemCode.PERIOD_CLOSED,
                            ProblemCode.CLOSING_ENTRIES_AWAITED,
                            ProblemCode.ACCOUNT_NOT_OPEN,
                            ProblemCode.ACCOUNT_TYPE_UNKNOWN,
                            ProblemCode.ACCOUNT_CLOSED,
                            ProblemCode.ACCOUNT_FROZEN,
                            ProblemCode.CURRENCY_NOT_ALLOWED,
                            ProblemCode.CONDITION_FAILED,
                            ProblemCode.BALANCE_TOO_LARGE,
                            ProblemCode.BALANCE_BELOW_MINIMUM,
                            ProblemCode.BALANCE_ABOVE_MAXIMUM)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/transactions/{id}/post",
                    "postHold",
                    "Post a hold",
                    "Posts a transaction that is held, all of it or a part; what is not posted is released. effectiveAt is now unless"
                            + " it is given, whatever it was when the hold was placed.",
                    RequestSchemas.POST_HOLD,
                    """
                    {"effectiveAt":"2026-02-01","postings":[
                      {"account":"assets:bank","direction":"debit","amount":"15.00","currency":"EUR"},
                      {"account":"liabilities:deposits","direction":"credit","amount":"15.00","currency":"EUR"}]}""",
                    false,
                    AnswerSchemas.ENDED_HOLD,
                    Examples.HOLD_POSTED,
                    List.of(
                            ProblemCode.FORCE_NOT_ALLOWED,
                            ProblemCode.ADJUSTMENT_NOT_ALLOWED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.TRANSACTION_ID_MALFORMED,
                            ProblemCode.TRANSACTION_NOT_FOUND,
                            ProblemCode.CURRENCY_NOT_REGISTERED,
                            ProblemCode.CURRENCY_SCALE_DIFFERS,
                            ProblemCode.TOO_MANY_DECIMALS,
                            ProblemCode.AMOUNT_TOO_LARGE,
                            ProblemCode.UNBALANCED,
                            ProblemCode.TRANSACTION_NOT_PENDING,
                            ProblemCode.HOLD_POSTED,
                            ProblemCode.HOLD_VOIDED,
                            ProblemCode.HOLD_EXPIRED,
                            ProblemCode.POSTING_EXCEEDS_HOLD,
                            ProblemCode.EFFECTIVE_AT_OUT_OF_RANGE,
                            ProblemCode.PERIOD_CLOSED,
                            ProblemCode.CLOSING_ENTRIES_AWAITED,
                            ProblemCode.ACCOUNT_FROZEN,
                            ProblemCode.CONDITION_FAILED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/transactions/{id}/void",
                    "voidHold",
                    "Void a hold",
                    "Gives a transaction up that is held: all of it is released, and nothing is posted.",
                    RequestSchemas.VOID_HOLD,
                    "{}",
                    false,
                    AnswerSchemas.ENDED_HOLD,
                    Examples.HOLD_VOIDED,
                    List.of(
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.TRANSACTION_ID_MALFORMED,
                            ProblemCode.TRANSACTION_NOT_FOUND,
                            ProblemCode.TRANSACTION_NOT_PENDING,
                            ProblemCode.HOLD_POSTED,
                            ProblemCode.HOLD_VOIDED,
                            ProblemCode.HOLD_EXPIRED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/transactions/{id}/reverse",
                    "reverseTransaction",
                    "Take a transaction back",
                    "Posts the mirror image of a transaction, of all that is left of it or of a part; nothing is ever deleted. Each"
                            + " of the two names the other from then on. effectiveAt is now unless it is given.",
                    RequestSchemas.REVERSE_TRANSACTION,
                    """
                    {"description":"Order 1001, vinyl returned","adjustment":false,"force":false,
                     "conditions":[{"account":"liabilities:vat","currency":"EUR","balance":{"equal":"9.56"}}],"postings":[
                      {"account":"assets:bank","direction":"debit","amount":"11.90","currency":"EUR"},
                      {"account":"income:sales","direction":"credit","amount":"10.00","currency":"EUR"},
                      {"account":"liabilities:vat","direction":"credit","amount":"1.90","currency":"EUR"}]}""",
                    true,
                    AnswerSchemas.TRANSACTION,
                    Examples.REVERSAL,
                    List.of(
                            ProblemCode.FORCE_NOT_ALLOWED,
                            ProblemCode.ADJUSTMENT_NOT_ALLOWED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.TRANSACTION_ID_MALFORMED,
                            ProblemCode.TRANSACTION_NOT_FOUND,
                            ProblemCode.TRANSACTION_EXISTS,
                            ProblemCode.REFERENCE_TAKEN,
                            ProblemCode.CURRENCY_NOT_REGISTERED,
                            ProblemCode.CURRENCY_SCALE_DIFFERS,
                            ProblemCode.TOO_MANY_DECIMALS,
                            ProblemCode.AMOUNT_TOO_LARGE,
                            ProblemCode.UNBALANCED,
                            ProblemCode.TRANSACTION_NOT_POSTED,
                            ProblemCode.TRANSACTION_REVERSED,
                            ProblemCode.REVERSAL_LIMIT_REACHED,
                            ProblemCode.REVERSAL_TOO_LARGE,
                            ProblemCode.EFFECTIVE_AT_OUT_OF_RANGE,
                            ProblemCode.PERIOD_CLOSED,
                            ProblemCode.CLOSING_ENTRIES_AWAITED,
                            ProblemCode.ACCOUNT_CLOSED,
                            ProblemCode.ACCOUNT_FROZEN,
                            ProblemCode.CONDITION_FAILED,
                            ProblemCode.BALANCE_TOO_LARGE,
                            ProblemCode.BALANCE_BELOW_MINIMUM,
                            ProblemCode.BALANCE_ABOVE_MAXIMUM)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/transactions/{id}/metadata",
                    "changeTransactionMetadata",
                    "Change a transaction's metadata",
                    "Merges and deletes metadata, up to 100 times; the transaction is shown with what they have become, and what they"
                            + " were stays in the journal. Nothing else of a transaction ever changes.",
                    RequestSchemas.CHANGE_METADATA,
                    """
                    {"merge":{"payout":"2026-02"},"delete":["channel"]}""",
                    false,
                    AnswerSchemas.TRANSACTION_METADATA,
                    Examples.TRANSACTION_METADATA,
                    List.of(
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.TRANSACTION_ID_MALFORMED,
                            ProblemCode.TRANSACTION_NOT_FOUND,
                            ProblemCode.METADATA_TOO_LARGE,
                            ProblemCode.METADATA_KEY_CONTRADICTED,
                            ProblemCode.METADATA_CHANGE_LIMIT_REACHED,
                            ProblemCode.METADATA_FULL)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/limits",
                    "changeAccountLimits",
                    "Change an account's limits",
                    "Sets between what an account is kept in some currencies, in place of the limits that it has in them; those in"
                            + " others stay. Nothing is asked of the balance that it has: what is beyond a limit may only not get"
                            + " farther.",
                    RequestSchemas.CHANGE_LIMITS,
                    """
                    {"limits":[{"currency":"EUR","minimumBalance":"0.00","maximumBalance":"100000.00"}]}""",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.LIMITS_CHANGED,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LIMITS_EMPTY,
                            ProblemCode.LIMITS_TOO_MANY,
                            ProblemCode.LIMITS_CONTRADICTORY,
                            ProblemCode.CURRENCY_DUPLICATE,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.CURRENCY_NOT_REGISTERED,
                            ProblemCode.CURRENCY_SCALE_DIFFERS,
                            ProblemCode.TOO_MANY_DECIMALS,
                            ProblemCode.AMOUNT_TOO_LARGE,
                            ProblemCode.ACCOUNT_CLOSED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/freeze",
                    "freezeAccount",
                    "Freeze an account",
                    "From then on nothing is posted or held on that side of the account, or on both; holds that are open can be voided and"
                            + " expire, and be posted as far as they go to the other side.",
                    RequestSchemas.FREEZE_ACCOUNT,
                    """
                    {"direction":"credit"}""",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.FROZEN,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.ACCOUNT_CLOSED,
                            ProblemCode.ACCOUNT_FROZEN_ALREADY)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/unfreeze",
                    "unfreezeAccount",
                    "Unfreeze an account",
                    "The account takes postings on both sides again.",
                    RequestSchemas.UNFREEZE_ACCOUNT,
                    "{}",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.UNFROZEN,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.ACCOUNT_CLOSED,
                            ProblemCode.ACCOUNT_NOT_FROZEN)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/rename",
                    "renameAccount",
                    "Rename an account",
                    "Changes what people call the account. Its path stays.",
                    RequestSchemas.RENAME_ACCOUNT,
                    """
                    {"name":"Main account"}""",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.RENAMED,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.TEXT_TOO_LONG,
                            ProblemCode.ACCOUNT_CLOSED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/metadata",
                    "changeAccountMetadata",
                    "Change an account's metadata",
                    "Merges and deletes metadata; what they were stays in the journal.",
                    RequestSchemas.CHANGE_METADATA,
                    """
                    {"merge":{"bic":"BYLADEM1001"},"delete":["branch"]}""",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.ACCOUNT_METADATA,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.METADATA_TOO_LARGE,
                            ProblemCode.METADATA_KEY_CONTRADICTED,
                            ProblemCode.METADATA_FULL,
                            ProblemCode.ACCOUNT_CLOSED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/close",
                    "closeAccount",
                    "Close an account",
                    "An account that is at zero in every currency, and has no open holds, takes nothing any more from then on; all that can be done"
                            + " with it is to reopen it.",
                    RequestSchemas.CLOSE_ACCOUNT,
                    "{}",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.CLOSED,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.ACCOUNT_CLOSED,
                            ProblemCode.ACCOUNT_NOT_EMPTY)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/accounts/{path}/reopen",
                    "reopenAccount",
                    "Reopen an account",
                    "A closed account is as it was before it was closed; what was frozen of it still is.",
                    RequestSchemas.REOPEN_ACCOUNT,
                    "{}",
                    false,
                    AnswerSchemas.ACCOUNT_CHANGE,
                    Examples.REOPENED,
                    List.of(
                            ProblemCode.ACCOUNT_PATH_MALFORMED,
                            ProblemCode.LEDGER_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_FOUND,
                            ProblemCode.ACCOUNT_NOT_CLOSED)),
            new WriteOperation(
                    "/v1/ledgers/{ledger}/batches",
                    "recordBatch",
                    "Record a batch",
                    "Up to 1,000 items of any kind in one request and one commit, decided in their order; each sees what those before"
                            + " it have done, and may depend on some of them. A form that is wrong in any item refuses the whole; what"
                            + " a rule rejects is told in the item's result. Results come in the order of the items, each with what a"
                            + " request for it alone is answered.",
                    RequestSchemas.RECORD_BATCH,
                    """
                    {"atomic":false,"continueOnFailure":true,"items":[
                      {"type":"transaction","description":"Payout","postings":[
                        {"account":"equity:owner","direction":"debit","amount":"20.00","currency":"EUR"},
                        {"account":"assets:bank","direction":"credit","amount":"20.00","currency":"EUR"}]},
                      {"type":"transaction","postings":[
                        {"account":"assets:bank","direction":"debit","amount":"0.001","currency":"EUR"},
                        {"account":"equity:owner","direction":"credit","amount":"0.001","currency":"EUR"}]},
                      {"type":"transaction","dependsOn":[0],"description":"Points bought",
                       "exchange":{"from":"EUR","to":"POINTS","rate":"10"},"postings":[
                        {"account":"assets:bank","direction":"debit","amount":"5.00","currency":"EUR"},
                        {"account":"liabilities:points","direction":"credit","amount":"50","currency":"POINTS"}]},
                      {"type":"account","path":"assets:safe","accountType":"asset","name":"The safe"},
                      {"type":"transaction","dependsOn":[3],"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f60","status":"pending",
                       "expiresAt":"2099-02-07T09:33:00Z","description":"Into the safe","postings":[
                        {"account":"assets:safe","direction":"debit","amount":"10.00","currency":"EUR"},
                        {"account":"assets:bank","direction":"credit","amount":"10.00","currency":"EUR"}]},
                      {"type":"post","dependsOn":[4],"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f60",
                       "effectiveAt":"2026-02-01","postings":[
                        {"account":"assets:safe","direction":"debit","amount":"8.00","currency":"EUR"},
                        {"account":"assets:bank","direction":"credit","amount":"8.00","currency":"EUR"}]},
                      {"type":"metadata","transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f60","merge":{"clerk":"7"}},
                      {"type":"reverse","transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f60","description":"Out of it again"},
                      {"type":"void","dependsOn":[1,5],"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f60"}]}""",
                    false,
                    AnswerSchemas.BATCH,
                    """
                    {"atomic":false,"results":[
                      {"type":"transaction","status":"posted","transaction":{"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f61","ledger":
                       "shop","journalNumber":17,"position":17,"status":"posted","description":"Payout","effectiveAt":
                       "2026-01-31T09:31:00.5Z","effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:31:00.5Z","postings":[{
                       "account":"equity:owner","direction":"debit","amount":"20.00","currency":"EUR"},{"account":"assets:bank",
                       "direction":"credit","amount":"20.00","currency":"EUR"}],"balances":[{"account":"equity:owner","type":
                       "equity","currency":"EUR","debits":"20.00","credits":"0.00","balance":"-20.00","pendingDebits":"0.00",
                       "pendingCredits":"0.00","available":"-20.00","version":2},{"account":"assets:bank","type":"asset","currency":
                       "EUR","debits":"74.90","credits":"31.90","balance":"43.00","pendingDebits":"0.00","pendingCredits":"0.00",
                       "available":"43.00","version":8}],"metadata":{}}},
                      {"type":"transaction","status":"rejected","problem":{"code":"TOO_MANY_DECIMALS","detail":
                       "An amount has more decimal places than its currency: EUR has 2.","violations":[{"pointer":
                       "/postings/0/amount","code":"TOO_MANY_DECIMALS","detail":"has more than 2 decimal places"},{"pointer":
                       "/postings/1/amount","code":"TOO_MANY_DECIMALS","detail":"has more than 2 decimal places"}]}},
                      {"type":"transaction","status":"posted","transaction":{"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f54","ledger":
                       "shop","journalNumber":20,"position":20,"status":"posted","exchange":{"from":"EUR","to":"POINTS","rate":"10"},
                       "description":"Points bought","effectiveAt":"2026-01-31T09:31:00.5Z","effectiveDate":"2026-01-31",
                       "recordedAt":"2026-01-31T09:31:00.5Z","postings":[{"account":"assets:bank","direction":"debit","amount":
                       "5.00","currency":"EUR"},{"account":"liabilities:points","direction":"credit","amount":"50","currency":
                       "POINTS"},{"account":"equity:exchange:EUR-POINTS","direction":"credit","amount":"5.00","currency":"EUR"},{
                       "account":"equity:exchange:EUR-POINTS","direction":"debit","amount":"50","currency":"POINTS"}],"balances":[{
                       "account":"assets:bank","type":"asset","currency":"EUR","debits":"79.90","credits":"31.90","balance":"48.00",
                       "pendingDebits":"0.00","pendingCredits":"0.00","available":"48.00","version":9},{"account":
                       "liabilities:points","type":"liability","currency":"POINTS","debits":"0","credits":"50","balance":"50",
                       "pendingDebits":"0","pendingCredits":"0","available":"50","version":2},{"account":
                       "equity:exchange:EUR-POINTS","type":"equity","currency":"EUR","debits":"0.00","credits":"5.00","balance":
                       "5.00","pendingDebits":"0.00","pendingCredits":"0.00","available":"5.00","version":2},{"account":
                       "equity:exchange:EUR-POINTS","type":"equity","currency":"POINTS","debits":"50","credits":"0","balance":"-50",
                       "pendingDebits":"0","pendingCredits":"0","available":"-50","version":2}],"metadata":{}}},
                      {"type":"account","status":"opened","account":{"path":"assets:safe","ledger":"shop","type":"asset","name":
                       "The safe","metadata":{},"openedAt":"2026-01-31T09:31:00.5Z","status":"open","limits":[],"version":1,
                       "balances":[]}},
                      {"type":"transaction","status":"pending","transaction":{"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f60","ledger":
                       "shop","journalNumber":22,"position":22,"status":"pending","heldAt":"2026-01-31T09:31:00.5Z","expiresAt":
                       "2099-02-07T09:33:00Z","description":"Into the safe","effectiveAt":"2026-01-31T09:31:00.5Z","effectiveDate":
                       "2026-01-31","recordedAt":"2026-01-31T09:31:00.5Z","postings":[{"account":"assets:safe","direction":"debit",
                       "amount":"10.00","currency":"EUR"},{"account":"assets:bank","direction":"credit","amount":"10.00","currency":
                       "EUR"}],"balances":[{"account":"assets:safe","type":"asset","currency":"EUR","debits":"0.00","credits":"0.00",
                       "balance":"0.00","pendingDebits":"10.00","pendingCredits":"0.00","available":"0.00","version":2},{"account":
                       "assets:bank","type":"asset","currency":"EUR","debits":"79.90","credits":"31.90","balance":"48.00",
                       "pendingDebits":"0.00","pendingCredits":"10.00","available":"38.00","version":10}],"metadata":{}}},
                      {"type":"post","status":"posted","hold":{"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f60","ledger":"shop",
                       "journalNumber":23,"position":23,"status":"posted","effectiveAt":"2026-01-31T23:00:00Z","effectiveDate":
                       "2026-02-01","recordedAt":"2026-01-31T09:31:00.5Z","postings":[{"account":"assets:safe","direction":"debit",
                       "amount":"8.00","currency":"EUR"},{"account":"assets:bank","direction":"credit","amount":"8.00","currency":
                       "EUR"}],"balances":[{"account":"assets:safe","type":"asset","currency":"EUR","debits":"8.00","credits":"0.00",
                       "balance":"8.00","pendingDebits":"0.00","pendingCredits":"0.00","available":"8.00","version":3},{"account":
                       "assets:bank","type":"asset","currency":"EUR","debits":"79.90","credits":"39.90","balance":"40.00",
                       "pendingDebits":"0.00","pendingCredits":"0.00","available":"40.00","version":11}]}},
                      {"type":"metadata","status":"changed","metadata":{"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f60",
                       "ledger":"shop","journalNumber":24,"position":24,"recordedAt":"2026-01-31T09:31:00.5Z","metadata":{"clerk":
                       "7"}}},
                      {"type":"reverse","status":"reversed","transaction":{"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f62","ledger":
                       "shop","journalNumber":25,"position":25,"status":"posted","reverses":"019c1344-cb00-7d5e-8b13-52a1d61b9f60",
                       "description":"Out of it again","effectiveAt":"2026-01-31T09:31:00.5Z","effectiveDate":"2026-01-31",
                       "recordedAt":"2026-01-31T09:31:00.5Z","postings":[{"account":"assets:safe","direction":"credit","amount":
                       "8.00","currency":"EUR"},{"account":"assets:bank","direction":"debit","amount":"8.00","currency":"EUR"}],
                       "balances":[{"account":"assets:safe","type":"asset","currency":"EUR","debits":"8.00","credits":"8.00",
                       "balance":"0.00","pendingDebits":"0.00","pendingCredits":"0.00","available":"0.00","version":4},{"account":
                       "assets:bank","type":"asset","currency":"EUR","debits":"87.90","credits":"39.90","balance":"48.00",
                       "pendingDebits":"0.00","pendingCredits":"0.00","available":"48.00","version":12}],"metadata":{}}},
                      {"type":"void","status":"skipped","waitedFor":[1]}]}""",
                    List.of(
                            ProblemCode.FORCE_NOT_ALLOWED,
                            ProblemCode.ADJUSTMENT_NOT_ALLOWED,
                            ProblemCode.DEPENDENCIES_TOO_MANY,
                            ProblemCode.DEPENDENCY_NOT_EARLIER,
                            ProblemCode.DEPENDENCY_REPEATED,
                            ProblemCode.BATCH_REJECTED)));

    private WriteApi() {}
}
