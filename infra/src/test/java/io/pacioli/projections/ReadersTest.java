package io.pacioli.projections;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.entry.Entries;
import io.pacioli.projections.entry.EntryRow;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.transaction.TransactionFilter;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.projections.transaction.Transactions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadersTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 30);

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);

    @BeforeEach
    void open() {
        book.openLedger(SHOP);
    }

    @AfterEach
    void close() {
        models.close();
    }

    private void applyAll() {
        models.apply(book.after(models.read(ReadSnapshot::position)));
    }

    @Test
    void a_ledger_has_the_currencies_it_was_opened_with_and_those_registered_since() {
        Currency gold = Currency.of("XAUG", 3);
        Currency bitcoin = Currency.of("BTC", 8);
        book.register(SHOP, gold);
        applyAll();
        RecordedEvent last = book.register(SHOP, bitcoin);
        applyAll();

        LedgerRow ledger = models.read(
                snapshot -> models.bean(Ledgers.class).find(snapshot, SHOP).orElseThrow());

        assertThat(ledger.currencies()).containsExactly(EUR, JPY, gold, bitcoin);
        assertThat(ledger.position()).isEqualTo(last.position());
        assertThat(ledger.name()).isEqualTo("The shop");
        assertThat(ledger.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(ledger.chart()).isEqualTo("strict");
        assertThat(ledger.openedAt()).isEqualTo(Book.FIRST_MOMENT.plusSeconds(1));
    }

    @Test
    void ledgers_are_listed_by_id_page_by_page() {
        for (String slug : List.of("bakery", "zoo", "museum")) {
            book.openLedger(LedgerId.of(slug));
        }
        applyAll();

        assertThat(slugs("", 3)).containsExactly("bakery", "museum", "shop");
        assertThat(slugs("shop", 3)).containsExactly("zoo");
        assertThat(slugs("zoo", 3)).isEmpty();
    }

    private List<String> slugs(String after, int limit) {
        return models.read(snapshot -> models.bean(Ledgers.class).page(snapshot, Tenant.DEFAULT, after, limit).stream()
                .map(ledger -> ledger.ledger().slug())
                .toList());
    }

    @Test
    void an_account_has_its_name_and_metadata() {
        RecordedEvent opened =
                book.openAccount(SHOP, "assets:till", "Till at the door", Map.of("colour", "grün", "branch", "1"));
        applyAll();

        AccountRow account = models.read(snapshot ->
                models.bean(Accounts.class).find(snapshot, opened.position()).orElseThrow());

        assertThat(account.path()).isEqualTo(new AccountPath("assets:till"));
        assertThat(account.type()).isEqualTo(AccountType.ASSET);
        assertThat(account.name()).isEqualTo("Till at the door");
        assertThat(account.metadata()).containsExactly(Map.entry("branch", "1"), Map.entry("colour", "grün"));
        assertThat(account.openedAt()).isEqualTo(opened.recordedAt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                           |         |                         | 9 | assets:bank, assets:bank-fees, assets:bank:eu, assets:bank:eu:1, assets:bank:us, assets:banker, assets:till, equity, income:bank
                           |         | assets:bank:eu          | 2 | assets:bank:eu:1, assets:bank:us
                           | asset   |                         | 3 | assets:bank, assets:bank-fees, assets:bank:eu
                           | income  |                         | 9 | income:bank
                assets:bank|         |                         | 9 | assets:bank, assets:bank:eu, assets:bank:eu:1, assets:bank:us
                assets:bank|         |                         | 2 | assets:bank, assets:bank:eu
                assets:bank|         | assets:bank             | 2 | assets:bank:eu, assets:bank:eu:1
                assets:bank|         | assets:bank:eu:1        | 9 | assets:bank:us
                assets:bank| asset   | assets:bank:eu          | 9 | assets:bank:eu:1, assets:bank:us
                assets:bank| income  |                         | 9 |
                assets     |         | assets:bank:us          | 9 | assets:banker, assets:till
                equity     |         |                         | 9 | equity
                nothing    |         |                         | 9 |
                """)
    void accounts_are_listed_by_path_within_a_subtree_and_a_type(
            String subtree, String type, String after, int limit, String expected) {
        for (String path : List.of(
                "assets:till",
                "assets:bank:us",
                "assets:bank",
                "assets:bank-fees",
                "assets:bank:eu",
                "assets:banker",
                "assets:bank:eu:1",
                "income:bank",
                "equity")) {
            book.openAccount(SHOP, path);
        }
        applyAll();
        AccountFilter filter = new AccountFilter(
                subtree == null ? null : new AccountPath(subtree),
                type == null ? null : AccountType.WORDS.constant(type).orElseThrow());

        List<AccountRow> found = ofShop(id ->
                snapshot -> models.bean(Accounts.class).page(snapshot, id, filter, after == null ? "" : after, limit));

        assertThat(found)
                .extracting(account -> account.path().value())
                .containsExactly(expected == null ? new String[0] : expected.split(", "));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void entries_run_through_in_either_order_with_their_totals(Order order) {
        randomBook(60);
        AccountKey till = new AccountKey(SHOP, new AccountPath("assets:a"));
        List<String> expected = new ArrayList<>();
        Map<String, Totals> running = new HashMap<>();
        for (RecordedEvent recorded : book.events()) {
            if (recorded.event() instanceof TransactionPosted transaction) {
                List<Posting> lines = transaction.postings().lines();
                for (int line = 0; line < lines.size(); line++) {
                    Posting posting = lines.get(line);
                    if (posting.account().equals(till.path())) {
                        Totals after = running.merge(
                                posting.money().currency().toString(), Totals.ZERO.plus(posting), ReadersTest::sum);
                        expected.add("%d/%d %s %s %s %s"
                                .formatted(
                                        recorded.position(),
                                        line,
                                        posting.direction(),
                                        posting.money().minorUnits(),
                                        posting.money().currency(),
                                        after));
                    }
                }
            }
        }

        List<String> found = new ArrayList<>();
        Entries.Place place = Entries.Place.before(order);
        List<EntryRow> page;
        do {
            Entries.Place beyond = place;
            page = ofShop(id -> snapshot -> {
                long account =
                        models.bean(Accounts.class).id(snapshot, id, till).orElseThrow();
                return models.bean(Entries.class).page(snapshot, account, order, beyond, Clocks.EVERYTHING, 7);
            });
            for (EntryRow entry : page) {
                place = new Entries.Place(entry.position(), entry.line());
                found.add("%d/%d %s %s %s %s"
                        .formatted(
                                entry.position(),
                                entry.line(),
                                entry.direction(),
                                entry.amount(),
                                entry.currency(),
                                entry.totals()));
            }
        } while (!page.isEmpty());

        assertThat(found).isEqualTo(order == Order.OLDEST_FIRST ? expected : expected.reversed());
    }

    private static Totals sum(Totals one, Totals other) {
        return new Totals(one.debits().add(other.debits()), one.credits().add(other.credits()));
    }

    @ParameterizedTest
    @CsvSource({
        "asc,,,",
        "desc,,,",
        "asc,assets:a,,",
        "desc,assets:a,,",
        "asc,,10,20",
        "desc,,10,20",
        "asc,,10,",
        "desc,,,20",
        "asc,assets:a,10,20",
        "desc,assets:a,10,20",
        "desc,assets:a,,15",
        "asc,,90,91"
    })
    void transactions_run_through_in_either_order_within_every_filter(
            String keyword, String account, Integer fromDay, Integer toDay) {
        randomBook(120);
        Order order = keyword.equals("asc") ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
        LocalDate from = fromDay == null ? null : MONDAY.plusDays(fromDay);
        LocalDate to = toDay == null ? null : MONDAY.plusDays(toDay);
        boolean byDate = from != null || to != null;
        List<TransactionPlace> expected = book.events().stream()
                .filter(recorded -> recorded.event() instanceof TransactionPosted)
                .filter(recorded -> matches((TransactionPosted) recorded.event(), account, from, to))
                .map(recorded -> new TransactionPlace(
                        ((TransactionPosted) recorded.event()).effectiveDate(), recorded.position()))
                .sorted((a, b) -> {
                    int dates = byDate ? a.effectiveDate().compareTo(b.effectiveDate()) : 0;
                    return dates == 0 ? Long.compare(a.position(), b.position()) : dates;
                })
                .toList();

        List<TransactionPlace> found = new ArrayList<>();
        TransactionPlace place = TransactionPlace.before(order);
        List<TransactionPlace> page;
        do {
            TransactionPlace beyond = place;
            page = ofShop(id -> snapshot -> {
                Long accountId = account == null
                        ? null
                        : models.bean(Accounts.class)
                                .id(snapshot, id, new AccountKey(SHOP, new AccountPath(account)))
                                .orElseThrow();
                return models.bean(Transactions.class)
                        .page(snapshot, id, new TransactionFilter(accountId, from, to), order, beyond, 9);
            });
            found.addAll(page);
            place = page.isEmpty() ? place : page.getLast();
        } while (!page.isEmpty());

        assertThat(found).isEqualTo(order == Order.OLDEST_FIRST ? expected : expected.reversed());
    }

    private static boolean matches(TransactionPosted transaction, String account, LocalDate from, LocalDate to) {
        return (account == null
                        || transaction.postings().lines().stream()
                                .anyMatch(line -> line.account().value().equals(account)))
                && (from == null || !transaction.effectiveDate().isBefore(from))
                && (to == null || !transaction.effectiveDate().isAfter(to));
    }

    @Test
    void a_transaction_is_found_by_its_id_and_by_its_reference() {
        book.openAccount(SHOP, "assets:a");
        book.openAccount(SHOP, "income:b");
        List<Posting> lines = List.of(debit("assets:a", EUR, 5), credit("income:b", EUR, 5));
        book.post(SHOP, MONDAY, "invoice 1", null, lines);
        RecordedEvent second = book.post(SHOP, MONDAY, "Invoice 1", null, lines);
        applyAll();
        TransactionId id = ((TransactionPosted) second.event()).transaction();
        TransactionPlace place = new TransactionPlace(MONDAY, second.position());
        Transactions transactions = models.bean(Transactions.class);

        List<TransactionPlace> byId = ofShop(shop ->
                snapshot -> transactions.find(snapshot, shop, id).stream().toList());
        assertThat(byId).containsExactly(place);
        assertThat(byReference("Invoice 1", new TransactionFilter(null, null, null)))
                .containsExactly(place);
        assertThat(byReference("Invoice 1", new TransactionFilter(null, MONDAY, MONDAY)))
                .containsExactly(place);
        assertThat(byReference("Invoice 1", new TransactionFilter(null, MONDAY.plusDays(1), null)))
                .isEmpty();
        assertThat(byReference("Invoice 1", new TransactionFilter(2L, null, null)))
                .containsExactly(place);
        assertThat(byReference("Invoice 1", new TransactionFilter(1L, null, null)))
                .isEmpty();
        assertThat(byReference("INVOICE 1", new TransactionFilter(null, null, null)))
                .isEmpty();
    }

    private List<TransactionPlace> byReference(String reference, TransactionFilter filter) {
        return ofShop(shop -> snapshot ->
                models.bean(Transactions.class).find(snapshot, shop, new Reference(reference), filter).stream()
                        .toList());
    }

    @Test
    void what_a_reader_finds_is_of_one_moment() {
        book.openAccount(SHOP, "assets:a");
        book.openAccount(SHOP, "income:b");
        applyAll();

        List<Long> positions = models.read(snapshot -> {
            long before = snapshot.position();
            book.transfer(SHOP, MONDAY, "assets:a", "income:b", 5);
            models.apply(book.after(before));
            long entries = snapshot.query("select count(*) from {entries}.entries")
                    .query(Long.class)
                    .single();
            return List.of(before, snapshot.position(), entries);
        });

        assertThat(positions).containsExactly(3L, 3L, 0L);
        assertThat((long) models.read(ReadSnapshot::position)).isEqualTo(4);
    }

    @Test
    void an_account_that_is_remembered_but_not_yet_in_the_snapshot_is_not_found() {
        applyAll();

        boolean found = models.read(snapshot -> {
            book.openAccount(SHOP, "assets:late");
            models.apply(book.after(1));
            long shop = models.bean(Ledgers.class).id(snapshot, SHOP).orElseThrow();
            return models.bean(Accounts.class)
                    .id(snapshot, shop, new AccountKey(SHOP, new AccountPath("assets:late")))
                    .isPresent();
        });

        assertThat(found).isFalse();
    }

    private void randomBook(int transactions) {
        List<String> accounts = List.of("assets:a", "assets:b", "income:c");
        accounts.forEach(account -> book.openAccount(SHOP, account));
        Random random = new Random(7);
        for (int i = 0; i < transactions; i++) {
            String one = accounts.get(random.nextInt(3));
            String other = accounts.get(random.nextInt(3));
            book.post(
                    SHOP,
                    MONDAY.plusDays(random.nextInt(30)),
                    debit(one, EUR, i + 1),
                    credit(other, EUR, i + 1),
                    debit(other, JPY, 3),
                    credit(accounts.get(random.nextInt(3)), JPY, 3));
            if (i % 37 == 0) {
                applyAll();
            }
        }
        applyAll();
    }

    private <T> T ofShop(Function<Long, Function<ReadSnapshot, T>> query) {
        return models.read(snapshot -> query.apply(
                        models.bean(Ledgers.class).id(snapshot, SHOP).orElseThrow())
                .apply(snapshot));
    }
}
