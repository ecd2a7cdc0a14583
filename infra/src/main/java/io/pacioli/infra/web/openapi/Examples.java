package io.pacioli.infra.web.openapi;

/** A day in the life of a shop: what is answered when it is done and when it is asked for later. */
final class Examples {

    static final String LEDGER = """
            {"id":"shop","name":"My shop","timeZone":"Europe/Berlin","chart":"open",
             "currencies":[{"code":"EUR","scale":2},{"code":"POINTS","scale":0}],"openedAt":"2026-01-31T09:30:00.123456Z",
             "version":1}""";

    static final String LEDGER_LATER = LEDGER.replace("\"openedAt\"", "\"closedThrough\":\"2025-11-30\",\"openedAt\"")
            .replace("\"version\":1", "\"version\":5");

    static final String PERIOD_CLOSED = """
            {"ledger":"shop","journalNumber":3,"position":3,"type":"closing","through":"2025-12-31",
             "recordedAt":"2026-01-31T09:30:00.123456Z","ledgerVersion":4,
             "closingEntries":{"account":"equity:retained-earnings","status":"none"}}""";

    static final String PERIOD_CLOSED_LATER =
            PERIOD_CLOSED.replace("\"ledgerVersion\":4", "\"ledgerVersion\":4,\"actor\":\"ann\"");

    static final String PERIOD_REOPENED = """
            {"ledger":"shop","journalNumber":5,"position":5,"type":"reopening","through":"2025-11-30",
             "reason":"An invoice of December came late","recordedAt":"2026-01-31T09:30:00.123456Z","ledgerVersion":5}""";

    private static final String ACCOUNT = """
            {"path":"assets:bank","ledger":"shop","type":"asset","name":"Operating account",
             "metadata":{"iban":"DE02120300000000202051"},"openedAt":"2026-01-31T09:30:00.123456Z",
             "status":"open","currencies":["EUR","POINTS"],"limits":[{"currency":"EUR",%s}],"version":%d,"balances":[%s]}""";

    private static final String LIMITS = "\"minimumBalance\":\"0.00\",\"maximumBalance\":\"100000.00\"";

    static final String ACCOUNT_OPENED = ACCOUNT.formatted("\"minimumBalance\":\"-500.00\"", 1, "");

    private static final String ACCOUNT_CHANGED = """
            {"path":"%s","ledger":"shop","journalNumber":13,"position":13,"recordedAt":"2026-02-03T08:00:00.25Z",%s,"version":7}""";

    static final String LIMITS_CHANGED =
            ACCOUNT_CHANGED.formatted("assets:bank", "\"limits\":[{\"currency\":\"EUR\",%s}]".formatted(LIMITS));

    static final String FROZEN =
            ACCOUNT_CHANGED.formatted("assets:bank", "\"status\":\"frozen\",\"frozen\":\"credit\"");

    static final String UNFROZEN = ACCOUNT_CHANGED.formatted("assets:bank", "\"status\":\"open\"");

    static final String CLOSED = ACCOUNT_CHANGED.formatted("assets:spare", "\"status\":\"closed\"");

    static final String REOPENED = ACCOUNT_CHANGED.formatted("assets:spare", "\"status\":\"open\"");

    static final String RENAMED = ACCOUNT_CHANGED.formatted("assets:bank", "\"name\":\"Main account\"");

    static final String ACCOUNT_METADATA = ACCOUNT_CHANGED.formatted(
            "assets:bank", "\"metadata\":{\"iban\":\"DE02120300000000202051\",\"bic\":\"BYLADEM1001\"}");

    static final String ACCOUNT_POSTED_TO = ACCOUNT.replace(
                    "DE02120300000000202051\"", "DE02120300000000202051\",\"bic\":\"BYLADEM1001\"")
            .replace("Operating", "Main")
            .formatted(LIMITS, 3, """
            {"currency":"EUR","debits":"59.90","credits":"0.00","balance":"59.90",
             "pendingDebits":"0.00","pendingCredits":"0.00","available":"59.90","version":2}""");

    static final String TRANSACTION = """
            {"id":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","ledger":"shop","journalNumber":6,"position":6,"status":"posted",
             "reference":"order-1001","description":"Order 1001","effectiveAt":"2026-01-30T23:00:00Z",
             "effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:30:00.123456Z","postings":[
              {"account":"assets:bank","direction":"debit","amount":"59.90","currency":"EUR"},
              {"account":"income:sales","direction":"credit","amount":"50.34","currency":"EUR"},
              {"account":"liabilities:vat","direction":"credit","amount":"9.56","currency":"EUR"}],"balances":[
              {"account":"assets:bank","type":"asset","currency":"EUR",
               "debits":"59.90","credits":"0.00","balance":"59.90",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"59.90","version":2},
              {"account":"income:sales","type":"income","currency":"EUR",
               "debits":"0.00","credits":"50.34","balance":"50.34",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"50.34","version":2},
              {"account":"liabilities:vat","type":"liability","currency":"EUR",
               "debits":"0.00","credits":"9.56","balance":"9.56",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"9.56","version":2}],
             "metadata":{"channel":"web"}}""";

    /** As it is shown later, when a part of it has been taken back and its metadata have changed. */
    static final String TRANSACTION_LATER = TRANSACTION
            .replace(
                    "\"status\":\"posted\"",
                    "\"status\":\"partly-reversed\",\"reversedBy\":[\"019c1345-b560-7e3b-a1f4-0d6c7e2b9a11\"]")
            .replace("{\"channel\":\"web\"}", "{\"payout\":\"2026-02\"}");

    static final String TRANSACTION_METADATA = """
            {"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","ledger":"shop","journalNumber":10,"position":10,
             "recordedAt":"2026-01-31T09:33:00Z","metadata":{"payout":"2026-02"}}""";

    static final String REVERSAL = """
            {"id":"019c1345-b560-7e3b-a1f4-0d6c7e2b9a11","ledger":"shop","journalNumber":9,"position":9,"status":"posted",
             "reverses":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","description":"Order 1001, vinyl returned",
             "effectiveAt":"2026-01-31T09:32:00.25Z","effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:32:00.25Z",
             "postings":[
              {"account":"assets:bank","direction":"credit","amount":"11.90","currency":"EUR"},
              {"account":"income:sales","direction":"debit","amount":"10.00","currency":"EUR"},
              {"account":"liabilities:vat","direction":"debit","amount":"1.90","currency":"EUR"}],"balances":[
              {"account":"assets:bank","type":"asset","currency":"EUR",
               "debits":"59.90","credits":"31.90","balance":"28.00",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"28.00","version":4},
              {"account":"income:sales","type":"income","currency":"EUR",
               "debits":"10.00","credits":"50.34","balance":"40.34",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"40.34","version":3},
              {"account":"liabilities:vat","type":"liability","currency":"EUR",
               "debits":"1.90","credits":"9.56","balance":"7.66",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"7.66","version":3}],
             "metadata":{}}""";

    static final String HOLD = """
            {"id":"019c1346-2a10-7c11-9d02-7b6a5c4d3e2f","ledger":"shop","journalNumber":11,"position":11,"status":"pending",
             "heldAt":"2026-01-31T09:33:00.5Z","expiresAt":"2099-02-07T09:33:00Z","description":"Deposit for order 1002",
             "effectiveAt":"2026-01-31T09:33:00.5Z","effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:33:00.5Z",
             "postings":[
              {"account":"assets:bank","direction":"debit","amount":"20.00","currency":"EUR"},
              {"account":"liabilities:deposits","direction":"credit","amount":"20.00","currency":"EUR"}],"balances":[
              {"account":"assets:bank","type":"asset","currency":"EUR",
               "debits":"59.90","credits":"31.90","balance":"28.00",
               "pendingDebits":"20.00","pendingCredits":"0.00","available":"28.00","version":5},
              {"account":"liabilities:deposits","type":"liability","currency":"EUR",
               "debits":"0.00","credits":"0.00","balance":"0.00",
               "pendingDebits":"0.00","pendingCredits":"20.00","available":"0.00","version":2}],
             "metadata":{}}""";

    static final String HOLD_POSTED = """
            {"id":"019c1346-2a10-7c11-9d02-7b6a5c4d3e2f","ledger":"shop","journalNumber":12,"position":12,"status":"posted",
             "effectiveAt":"2026-01-31T23:00:00Z","effectiveDate":"2026-02-01","recordedAt":"2026-02-02T10:00:00.25Z",
             "postings":[
              {"account":"assets:bank","direction":"debit","amount":"15.00","currency":"EUR"},
              {"account":"liabilities:deposits","direction":"credit","amount":"15.00","currency":"EUR"}],"balances":[
              {"account":"assets:bank","type":"asset","currency":"EUR",
               "debits":"74.90","credits":"31.90","balance":"43.00",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"43.00","version":6},
              {"account":"liabilities:deposits","type":"liability","currency":"EUR",
               "debits":"0.00","credits":"15.00","balance":"15.00",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"15.00","version":3}]}""";

    static final String HOLD_VOIDED = """
            {"id":"019c1346-2a10-7c11-9d02-7b6a5c4d3e2f","ledger":"shop","journalNumber":12,"position":12,"status":"voided",
             "recordedAt":"2026-02-02T10:00:00.25Z","balances":[
              {"account":"assets:bank","type":"asset","currency":"EUR",
               "debits":"59.90","credits":"31.90","balance":"28.00",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"28.00","version":6},
              {"account":"liabilities:deposits","type":"liability","currency":"EUR",
               "debits":"0.00","credits":"0.00","balance":"0.00",
               "pendingDebits":"0.00","pendingCredits":"0.00","available":"0.00","version":3}]}""";

    static final String ENTRY = """
            {"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","journalNumber":6,"position":6,"line":0,
             "reference":"order-1001","description":"Order 1001","effectiveAt":"2026-01-30T23:00:00Z",
             "effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:30:00.123456Z","direction":"debit","amount":"59.90",
             "currency":"EUR","debits":"59.90","credits":"0.00","balance":"59.90"}""";

    static final String ACCOUNT_STATEMENT = """
            {"ledger":"shop","account":"assets:bank","type":"asset","knownAt":"6",
             "totals":[{"currency":"EUR","opening":"0.00","debits":"59.90","credits":"0.00","closing":"59.90"}],
             "data":[{"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","journalNumber":6,"position":6,"line":0,
              "reference":"order-1001","description":"Order 1001","effectiveAt":"2026-01-30T23:00:00Z",
              "effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:30:00.123456Z","direction":"debit","amount":"59.90",
              "currency":"EUR","balance":"59.90"}],
             "next":null}""";

    static final String BALANCE_SUMS = """
            {"ledger":"shop","data":[{"currency":"EUR","debits":"59.90","credits":"59.90","net":"0.00"}]}""";

    static final String TRANSACTION_COUNT = """
            {"ledger":"shop","count":3,"exact":true}""";

    static final String GENERAL_LEDGER = """
            {"ledger":"shop","knownAt":"6","totals":[{"currency":"EUR","debits":"59.90","credits":"59.90"}],
             "data":[{"account":"assets:bank","type":"asset","currency":"EUR",
              "opening":"0.00","debits":"59.90","credits":"0.00","closing":"59.90",
              "entries":[{"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","journalNumber":6,"position":6,"line":0,
               "reference":"order-1001","description":"Order 1001","effectiveAt":"2026-01-30T23:00:00Z",
               "effectiveDate":"2026-01-31","recordedAt":"2026-01-31T09:30:00.123456Z","direction":"debit",
               "amount":"59.90","currency":"EUR","balance":"59.90"}]}],
             "next":null}""";

    static final String TRIAL_BALANCE = """
            {"ledger":"shop","data":[
              {"account":"assets:bank","type":"asset","currency":"EUR","debit":"59.90","credit":"0.00"},
              {"account":"income:sales","type":"income","currency":"EUR","debit":"0.00","credit":"50.34"},
              {"account":"liabilities:vat","type":"liability","currency":"EUR","debit":"0.00","credit":"9.56"}],
             "totals":[{"currency":"EUR","debit":"59.90","credit":"59.90"}]}""";

    static final String BALANCE_SHEET = """
            {"ledger":"shop","data":[
              {"account":"assets:bank","type":"asset","currency":"EUR","amount":"59.90"},
              {"account":"liabilities:vat","type":"liability","currency":"EUR","amount":"9.56"}],
             "totals":[{"currency":"EUR","assets":"59.90","liabilities":"9.56","equity":"0.00","result":"50.34"}]}""";

    static final String INCOME_STATEMENT = """
            {"ledger":"shop","data":[
              {"account":"income:sales","type":"income","currency":"EUR","amount":"50.34"}],
             "totals":[{"currency":"EUR","income":"50.34","expenses":"0.00","result":"50.34"}]}""";

    static final String EVENT = """
            {"journalNumber":1,"position":1,"id":"019c1344-c9fb-7a10-9c3e-0f5d2a6b7c81","type":"ledger-opened","revision":1,
             "recordedAt":"2026-01-31T09:30:00.123456Z",
             "payload":{"name":"My shop","timeZone":"Europe/Berlin","chart":"open",
              "currencies":[{"code":"EUR","scale":2},{"code":"POINTS","scale":0}]},
             "metadata":{"actor":"anonymous","traceId":"0af7651916cd43dd8448eb211c80319c","idempotencyKey":"open-shop",
              "fingerprint":"v1:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","events":1},
             "hash":"9f2b6f7c1b0e5f6a7d8c9b0a1f2e3d4c5b6a79880f1e2d3c4b5a69788f9e0d1c"}""";

    static final String LEDGER_HISTORY = """
            {"version":1,"journalNumber":1,"position":1,"id":"019c1344-c9fb-7a10-9c3e-0f5d2a6b7c81","type":"ledger-opened",
             "revision":1,"recordedAt":"2026-01-31T09:30:00.123456Z","actor":"anonymous","idempotencyKey":"open-shop",
             "traceId":"0af7651916cd43dd8448eb211c80319c",
             "payload":{"name":"My shop","timeZone":"Europe/Berlin","chart":"open",
              "currencies":[{"code":"EUR","scale":2},{"code":"POINTS","scale":0}]},
             "hash":"9f2b6f7c1b0e5f6a7d8c9b0a1f2e3d4c5b6a79880f1e2d3c4b5a69788f9e0d1c"}""";

    static final String ACCOUNT_HISTORY = """
            {"version":1,"journalNumber":3,"position":3,"id":"019c1344-cab0-7f21-8d4e-1a2b3c4d5e6f","type":"account-opened",
             "revision":1,"recordedAt":"2026-01-31T09:31:00.5Z","actor":"anonymous","idempotencyKey":"open-bank",
             "traceId":"0af7651916cd43dd8448eb211c80319c",
             "payload":{"account":"assets:bank","type":"asset","currencies":[{"code":"EUR","scale":2}],
              "limits":[{"currency":"EUR","minimum":"0.00"}]},
             "erasable":{"salt":"c29tZSByYW5kb20gc2FsdA","name":"Bank","metadata":{"iban":"DE89370400440532013000"}},
             "hash":"1b2c6f7c1b0e5f6a7d8c9b0a1f2e3d4c5b6a79880f1e2d3c4b5a69788f9e0d1c"}""";

    static final String TRANSACTION_HISTORY = """
            {"version":1,"journalNumber":6,"position":6,"id":"019c1344-cb00-7a10-9c3e-0f5d2a6b7c82","type":"transaction-posted",
             "revision":1,"recordedAt":"2026-01-31T09:32:00.5Z","actor":"anonymous","idempotencyKey":"order-1001",
             "traceId":"0af7651916cd43dd8448eb211c80319c",
             "payload":{"transaction":"019c1344-cb00-7d5e-8b13-52a1d61b9f52","reference":"order-1001",
              "effectiveAt":"2026-01-31T09:32:00.5Z","effectiveDate":"2026-01-31",
              "postings":[{"account":"assets:bank","direction":"debit","amount":"59.90","currency":"EUR"},
               {"account":"income:sales","direction":"credit","amount":"59.90","currency":"EUR"}],
              "balances":[
               {"account":"assets:bank","type":"asset","currency":"EUR","debits":"59.90","credits":"0.00","version":2},
               {"account":"income:sales","type":"income","currency":"EUR","debits":"0.00","credits":"59.90","version":2}]},
             "erasable":{"salt":"c29tZSByYW5kb20gc2FsdA","description":"Order 1001","metadata":{"channel":"web"}},
             "hash":"7c2d6f7c1b0e5f6a7d8c9b0a1f2e3d4c5b6a79880f1e2d3c4b5a69788f9e0d1c"}""";

    static final String PROJECTION = """
            {"name":"ledgers","generation":1,"position":6,"lagEvents":0,"lagSeconds":0.000,"state":"caught-up"}""";

    private Examples() {}

    /** The only page of a list that has one item. */
    static String page(String item) {
        return "{\"data\":[%s],\"next\":null}".formatted(item);
    }
}
