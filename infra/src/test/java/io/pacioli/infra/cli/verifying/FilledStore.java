package io.pacioli.infra.cli.verifying;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import io.pacioli.blackbox.Service;
import io.pacioli.infra.postgres.TestDatabase;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.IntStream;

/**
 * The database of a service that was used for a while and stopped: two ledgers, accounts with names and notes, transactions of
 * every shape on days in no order, batches with rejected items, snapshots, and read models that have seen it all.
 *
 * <p>The last event is the registration of a currency; the accounts {@code equity:once} and {@code assets:once} have one
 * transaction in common and no other.
 */
public final class FilledStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 11, 10);
    private static final String SHOP = "/v1/ledgers/shop";

    private FilledStore() {}

    /** A copy for a test to do as it likes with. */
    public static TestDatabase copy() {
        return Filled.DATABASE.copy();
    }

    private static final String TABLES = """
            c.relkind = 'r' and c.relname <> 'flyway_schema_history'
              and (n.nspname in ('event_store', 'snapshots', 'projections') or n.nspname ~ '_1$')""";

    /** Keeps a copy of every row, for {@link #restore}. */
    static void backUp(TestDatabase database) {
        execute(database, "create schema backup");
        forEachTable(database, "execute format('create table backup.%I as select * from only %s', t::text, t)");
    }

    /** Brings every row back to what it was; much faster than another copy of the database. Tables that refer to others are emptied with them. */
    static void restore(TestDatabase database) {
        execute(database, """
                do $$
                begin
                  execute (select 'truncate only ' || string_agg(c.oid::regclass::text, ', only ') from pg_class c
                           join pg_namespace n on n.oid = c.relnamespace where %s);
                end $$""".formatted(TABLES));
        forEachTable(database, "execute format('insert into %s overriding system value table backup.%I', t, t::text)");
    }

    private static void forEachTable(TestDatabase database, String statement) {
        execute(database, """
                do $$
                declare t regclass;
                begin
                  for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where %s loop
                    %s;
                  end loop;
                end $$""".formatted(TABLES, statement));
    }

    private static void execute(TestDatabase database, String sql) {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void fill(Service service) {
        service.post("/v1/ledgers", """
                {"id":"shop","name":"Corner shop","timeZone":"Asia/Tokyo","chart":"strict",
                 "currencies":[{"code":"EUR"},{"code":"JPY"}]}""").expect(201);
        service.post(SHOP + "/currencies", "{\"code\":\"BTC\",\"scale\":8}").expect(201);
        for (String account : new String[] {
            "\"assets:till\",\"type\":\"asset\",\"name\":\"Till at the door\",\"metadata\":{\"clerk\":\"Łucja\",\"since\":\"2025\"}",
            "\"assets:bank\",\"type\":\"asset\"",
            "\"income:sales\",\"type\":\"income\"",
            "\"expenses:fees\",\"type\":\"expense\"",
            "\"assets:once\",\"type\":\"asset\"",
            "\"equity:once\",\"type\":\"equity\""
        }) {
            service.post(SHOP + "/accounts", "{\"path\":" + account + "}").expect(201);
        }
        for (int i = 0; i < 20; i++) {
            service.post(SHOP + "/transactions", sale(i)).expect(201);
        }
        reverseInTwoParts(service, sale(3).replace("sale-3", "sale-3-again"));
        reverseInPart(service, sale(5).replace("sale-5", "sale-5-again"));
        changeMetadataTwice(service, sale(4).replace("sale-4", "noted"));
        changeMetadataIntoThemselves(service, sale(97));
        changeMetadata(service, sale(96), "{\"merge\":{\"n\":\"once\"}}");
        service.post(SHOP + "/transactions", exchange()).expect(201);
        holdAndEnd(service);
        service.post(SHOP + "/transactions", once()).expect(201);
        service.post(SHOP + "/transactions", everything()).expect(201);
        for (int from = 100; from < 220; from += 40) {
            service.post(SHOP + "/batches", batch(from, 40)).expect(200);
        }
        limitAndReach(service);
        liveAsAnAccount(service);
        fillSide(service);
        closeAndReopen(service);
        service.post(SHOP + "/currencies", "{\"code\":\"CHF\"}").expect(201);
        awaitReadModels(service.database());
    }

    /** Takes 1.50 of a sale of 4.50 back, then the rest. */
    private static void reverseInTwoParts(Service service, String sale) {
        String id = service.post(SHOP + "/transactions", sale)
                .expect(201)
                .json()
                .path("id")
                .stringValue();
        String reversals = SHOP + "/transactions/" + id + "/reverse";
        service.post(reversals, """
                {"reference":"part","effectiveAt":"2026-01-05","postings":[
                 {"account":"income:sales","direction":"credit","amount":"1.50","currency":"EUR"},
                 {"account":"assets:till","direction":"debit","amount":"1.50","currency":"EUR"}]}""").expect(201);
        service.post(reversals, "{\"reference\":\"rest\",\"effectiveAt\":\"2026-01-06\"}")
                .expect(201);
    }

    /** Takes 1.50 of it back, and then 1.00, and leaves the rest. */
    private static void reverseInPart(Service service, String sale) {
        String id = service.post(SHOP + "/transactions", sale)
                .expect(201)
                .json()
                .path("id")
                .stringValue();
        for (String amount : new String[] {"1.50", "1.00"}) {
            service.post(SHOP + "/transactions/" + id + "/reverse", """
                {"effectiveAt":"2026-01-05","postings":[
                 {"account":"income:sales","direction":"credit","amount":"%1$s","currency":"EUR"},
                 {"account":"assets:till","direction":"debit","amount":"%1$s","currency":"EUR"}]}""".formatted(amount))
                    .expect(201);
        }
    }

    private static void changeMetadataTwice(Service service, String sale) {
        changeMetadata(
                service,
                sale,
                "{\"merge\":{\"payout\":\"first\",\"by\":\"Łucja\"},\"delete\":[\"n\"]}",
                "{\"merge\":{\"payout\":\"second\"}}",
                "{\"delete\":[\"absent\"]}");
    }

    private static void changeMetadataIntoThemselves(Service service, String sale) {
        changeMetadata(service, sale, "{\"merge\":{\"n\":\"97\"}}", "{\"delete\":[\"absent\"]}");
    }

    private static void changeMetadata(Service service, String sale, String... changes) {
        String id = service.post(SHOP + "/transactions", sale)
                .expect(201)
                .json()
                .path("id")
                .stringValue();
        for (String change : changes) {
            service.post(SHOP + "/transactions/" + id + "/metadata", change).expect(200);
        }
    }

    /** Two months are closed and one of them is reopened; what is posted from then on is effective on open days, or an adjustment. */
    private static void closeAndReopen(Service service) {
        service.post(SHOP + "/period-closings", "{\"through\":\"2025-11-30\"}").expect(201);
        service.post(SHOP + "/period-closings", "{\"through\":\"2025-12-31\"}").expect(201);
        service.post(SHOP + "/period-reopenings", "{\"through\":\"2025-11-30\",\"reason\":\"A late invoice\"}")
                .expect(201);
        service.post(
                        SHOP + "/transactions",
                        sale(98).replace("2025-11", "2025-12").replace("2026-01", "2025-12"))
                .expect(201);
        service.post(
                        SHOP + "/transactions",
                        sale(99).replace("2026-01", "2025-11").replaceFirst("\\{", "{\"adjustment\":true,"))
                .expect(201);
    }

    /** One hold for each end that a hold may come to, posted for another day than it was placed for, and two that stay open. */
    private static void holdAndEnd(Service service) {
        hold(service, "open", "");
        hold(service, "open-until", ",\"expiresAt\":\"2999-01-01T00:00:00Z\"");
        String posted = hold(service, "held-posted", ",\"expiresAt\":\"2999-01-01T00:00:00Z\"");
        service.post(posted + "/post", "{\"effectiveAt\":\"2026-01-09\"}").expect(200);
        String inPart = hold(service, "held-in-part", "");
        service.post(inPart + "/post", """
                {"effectiveAt":"2026-01-10","postings":[
                 {"account":"income:sales","direction":"credit","amount":"1.25","currency":"EUR"},
                 {"account":"assets:till","direction":"debit","amount":"1.25","currency":"EUR"}]}""").expect(200);
        service.post(inPart + "/reverse", "{\"reference\":\"held-back\",\"effectiveAt\":\"2026-01-11\"}")
                .expect(201);
        service.post(hold(service, "held-voided", "") + "/void", "{}").expect(200);
    }

    private static String hold(Service service, String reference, String more) {
        String id = service.post(SHOP + "/transactions", """
                {"reference":"%s","status":"pending","effectiveAt":"2026-01-08"%s,"postings":[
                 {"account":"assets:till","direction":"debit","amount":"4.50","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"4.50","currency":"EUR"}]}""".formatted(reference, more))
                .expect(201)
                .json()
                .path("id")
                .stringValue();
        return SHOP + "/transactions/" + id;
    }

    /** An account comes to what its limits allow and not beyond; another is below one that it is given, and recovers. */
    private static void limitAndReach(Service service) {
        service.post(SHOP + "/accounts", """
                {"path":"liabilities:wallet","type":"liability","limits":[
                 {"currency":"EUR","minimumBalance":"0.00","maximumBalance":"20"},{"currency":"JPY","minimumBalance":"-5"}]}""").expect(201);
        service.post(SHOP + "/transactions", wallet("wallet-in", "debit", "credit", "20.00"))
                .expect(201);
        service.post(SHOP + "/transactions", wallet("wallet-out", "credit", "debit", "20.00"))
                .expect(201);
        service.post(SHOP + "/accounts/liabilities:wallet/limits", """
                {"limits":[{"currency":"EUR","minimumBalance":"5.00"},{"currency":"JPY"}]}""").expect(200);
        service.post(SHOP + "/transactions", wallet("wallet-up", "debit", "credit", "1.00"))
                .expect(201);
        service.post(
                        SHOP + "/transactions",
                        wallet("wallet-forced", "credit", "debit", "0.50").replaceFirst("\\{", "{\"force\":true,"))
                .expect(201);
    }

    /** All that can come of an account, with money going through it in between. */
    private static void liveAsAnAccount(Service service) {
        service.post(SHOP + "/accounts", """
                {"path":"assets:safe","type":"asset","name":"Safe","metadata":{"key":"1"},"currencies":["EUR"]}""").expect(201);
        service.post(SHOP + "/accounts", "{\"path\":\"equity:safe\",\"type\":\"equity\"}")
                .expect(201);
        change(service, "rename", "{\"name\":\"Łucja's safe\"}");
        change(service, "metadata", "{\"merge\":{\"floor\":\"2\"},\"delete\":[\"key\"]}");
        change(service, "metadata", "{\"merge\":{\"floor\":\"3\"}}");
        service.post(
                        SHOP + "/transactions",
                        wallet("safe-in", "debit", "credit", "3.00")
                                .replace("liabilities:wallet", "equity:safe")
                                .replace("assets:bank", "assets:safe"))
                .expect(201);
        change(service, "freeze", "{\"direction\":\"debit\"}");
        service.post(
                        SHOP + "/transactions",
                        wallet("safe-out", "credit", "debit", "3.00")
                                .replace("liabilities:wallet", "equity:safe")
                                .replace("assets:bank", "assets:safe"))
                .expect(201);
        change(service, "freeze", "{\"direction\":\"credit\"}");
        service.post(
                        SHOP + "/transactions",
                        wallet("safe-forced", "credit", "debit", "1.00")
                                .replace("liabilities:wallet", "equity:safe")
                                .replace("assets:bank", "assets:safe")
                                .replaceFirst("\\{", "{\"force\":true,"))
                .expect(201);
        service.post(
                        SHOP + "/transactions",
                        wallet("safe-back", "debit", "credit", "1.00")
                                .replace("liabilities:wallet", "equity:safe")
                                .replace("assets:bank", "assets:safe")
                                .replaceFirst("\\{", "{\"force\":true,"))
                .expect(201);
        change(service, "close", "{}");
        change(service, "reopen", "{}");
        change(service, "unfreeze", "{}");
    }

    private static void change(Service service, String what, String body) {
        service.post(SHOP + "/accounts/assets:safe/" + what, body).expect(200);
    }

    private static String wallet(String reference, String bank, String wallet, String amount) {
        return """
                {"reference":"%s","effectiveAt":"2026-01-12","postings":[
                 {"account":"assets:bank","direction":"%s","amount":"%4$s","currency":"EUR"},
                 {"account":"liabilities:wallet","direction":"%3$s","amount":"%4$s","currency":"EUR"}]}""".formatted(reference, bank, wallet, amount);
    }

    private static void fillSide(Service service) {
        service.post("/v1/ledgers", """
                {"id":"side","name":"Side business","timeZone":"UTC","chart":"open","currencies":[{"code":"EUR"}]}""").expect(201);
        for (int i = 0; i < 5; i++) {
            service.post("/v1/ledgers/side/transactions", sale(i)).expect(201);
        }
        closeWithEntries(service);
        service.post("/v1/ledgers/side/batches", mixedBatch()).expect(200);
    }

    /** A month is closed with entries, reopened, and closed again with those of a year. */
    private static void closeWithEntries(Service service) {
        String side = "/v1/ledgers/side";
        String closing = "{\"through\":\"2025-11-30\",\"closingEntries\":{\"account\":\"equity:retained\"}}";
        service.post(side + "/period-closings", closing).expect(201);
        service.post(side + "/period-reopenings", "{\"reason\":\"Another invoice\"}")
                .expect(201);
        service.post(side + "/period-closings", closing.replace("11-30", "12-31"))
                .expect(201);
    }

    /** Opens an account, holds something on it, posts that in part and takes it back; another item depends on one that is rejected. */
    private static String mixedBatch() {
        String hold = "019876a0-1c2b-7abc-8def-0123456789ab";
        return """
                {"atomic":false,"items":[
                 {"type":"account","path":"assets:safe","accountType":"asset"},
                 {"type":"transaction","id":"%1$s","status":"pending","effectiveAt":"2026-02-12","postings":[
                  {"account":"assets:safe","direction":"debit","amount":"3.50","currency":"EUR"},
                  {"account":"income:sales","direction":"credit","amount":"3.50","currency":"EUR"}]},
                 {"type":"post","transaction":"%1$s","effectiveAt":"2026-02-13","postings":[
                  {"account":"assets:safe","direction":"debit","amount":"2.50","currency":"EUR"},
                  {"account":"income:sales","direction":"credit","amount":"2.50","currency":"EUR"}]},
                 {"type":"void","transaction":"%1$s"},
                 {"type":"account","dependsOn":[3],"path":"assets:bank","accountType":"asset"},
                 {"type":"reverse","transaction":"%1$s","dependsOn":[2],"effectiveAt":"2026-02-14"}]}""".formatted(hold);
    }

    private static String batch(int from, int count) {
        String items = IntStream.range(from, from + count)
                .mapToObj(i -> i % 7 == 3 ? sale(i).replace("\"credit\"", "\"debit\"") : sale(i))
                .map(sale -> sale.replaceFirst("\\{", "{\"type\":\"transaction\","))
                .collect(joining(","));
        return "{\"atomic\":false,\"items\":[" + items + "]}";
    }

    /** Days in no order, back and forth over three months. */
    private static String sale(int i) {
        return """
                {"reference":"sale-%1$d","effectiveAt":"%2$s","description":"sale %1$d","metadata":{"n":"%1$d"},"postings":[
                 {"account":"assets:till","direction":"debit","amount":"%3$d.50","currency":"EUR"},
                 {"account":"income:sales","direction":"credit","amount":"%3$d.50","currency":"EUR"}]}""".formatted(i, FIRST_DAY.plusDays(i * 37L % 90), i + 1);
    }

    /** 10.00 EUR for 1,615 JPY. */
    private static String exchange() {
        return """
                {"reference":"exchange","effectiveAt":"2026-01-07","exchange":{"from":"EUR","to":"JPY","rate":"161.50"},"postings":[
                 {"account":"assets:bank","direction":"credit","amount":"10.00","currency":"EUR"},
                 {"account":"assets:bank","direction":"debit","amount":"1615","currency":"JPY"}]}""";
    }

    private static String once() {
        return """
                {"effectiveAt":"2025-12-24T10:00:00Z","postings":[
                 {"account":"assets:once","direction":"debit","amount":"77.77","currency":"EUR"},
                 {"account":"equity:once","direction":"credit","amount":"77.77","currency":"EUR"}]}""";
    }

    private static String everything() {
        return """
                {"description":"to the bank, less a fee","effectiveAt":"2026-02-28","postings":[
                 {"account":"assets:bank","direction":"debit","amount":"9.00","currency":"EUR"},
                 {"account":"expenses:fees","direction":"debit","amount":"1.00","currency":"EUR"},
                 {"account":"assets:till","direction":"credit","amount":"6.00","currency":"EUR"},
                 {"account":"assets:till","direction":"credit","amount":"4.00","currency":"EUR"},
                 {"account":"assets:till","direction":"debit","amount":"700","currency":"JPY"},
                 {"account":"assets:till","direction":"credit","amount":"700","currency":"JPY"},
                 {"account":"assets:bank","direction":"debit","amount":"0.00000001","currency":"BTC"},
                 {"account":"income:sales","direction":"credit","amount":"0.00000001","currency":"BTC"}]}""";
    }

    private static void awaitReadModels(TestDatabase database) {
        await().atMost(PATIENCE).until(() -> number(database, """
                select count(*) from projections.generation g, event_store.head h
                where g.live and g.position = h.position""") == Projection.values().length);
        await().atMost(PATIENCE).until(() -> number(database, "select count(*) from snapshots.snapshot") >= 2);
    }

    private static long number(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.service().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static final class Filled {
        static final TestDatabase DATABASE = filled();

        private static TestDatabase filled() {
            Service service = Service.start("--pacioli.rights.adjust=true", "--pacioli.rights.force=true");
            fill(service);
            service.stop();
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            return service.database();
        }
    }
}
