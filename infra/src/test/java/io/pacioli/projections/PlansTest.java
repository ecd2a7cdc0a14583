package io.pacioli.projections;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.balance.AccountBalances;
import io.pacioli.projections.balance.TrialBalances;
import io.pacioli.projections.entry.Entries;
import io.pacioli.projections.entry.EntriesByDate;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.transaction.TransactionFilter;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.projections.transaction.Transactions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every page is one statement over one range of an index, which gives it in its order: no scan, no sort. */
@TestInstance(Lifecycle.PER_CLASS)
class PlansTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 30);
    private static final AccountPath TILL = new AccountPath("assets:till");

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);

    @AfterAll
    void close() {
        models.close();
    }

    @TestFactory
    Stream<DynamicTest> a_page_is_a_range_of_an_index() {
        book.openLedger(SHOP);
        book.openAccount(SHOP, TILL.value());
        book.openAccount(SHOP, "income:sales");
        for (int i = 0; i < 50; i++) {
            book.transfer(SHOP, DAY.plusDays(i), TILL.value(), "income:sales", 100);
        }
        models.apply(book.events());
        return pages().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    // The one account at the subtree's root is "sorted" before those below it.
                    int sorts = page.getKey().contains("subtree") ? 1 : 0;
                    // An account's currencies are each in order, and a page of all of them is put in order.
                    sorts += page.getKey().contains("accountId=2, effectiveFrom=20") ? 1 : 0;
                    // So are its entries, of which those beyond the line are picked out.
                    boolean entriesByDate = page.getKey().contains("entries by date");
                    sorts += entriesByDate ? 1 : 0;
                    // The one transaction that has the reference is looked at.
                    int filters = page.getKey().contains("reference") ? 1 : entriesByDate ? 2 : 0;
                    assertIndexed(page.getValue(), sorts, filters);
                }));
    }

    private Map<String, Consumer<ReadSnapshot>> pages() {
        Ledgers ledgers = models.bean(Ledgers.class);
        Accounts accounts = models.bean(Accounts.class);
        Entries entries = models.bean(Entries.class);
        Transactions transactions = models.bean(Transactions.class);
        Map<String, Consumer<ReadSnapshot>> pages = new LinkedHashMap<>();
        pages.put("ledger", snapshot -> ledgers.find(snapshot, SHOP));
        pages.put("ledgers", snapshot -> ledgers.page(snapshot, Tenant.DEFAULT, "a", 10));
        pages.put("account", snapshot -> accounts.find(snapshot, 2));
        pages.put("accounts", snapshot -> accounts.page(snapshot, 1, new AccountFilter(null, null), "a", 10));
        pages.put(
                "accounts of a type",
                snapshot -> accounts.page(snapshot, 1, new AccountFilter(null, AccountType.ASSET), "a", 10));
        pages.put(
                "accounts of a subtree",
                snapshot -> accounts.page(snapshot, 1, new AccountFilter(TILL, null), "a", 10));
        pages.put(
                "accounts of a subtree and a type",
                snapshot -> accounts.page(snapshot, 1, new AccountFilter(TILL, AccountType.ASSET), "a", 10));
        pages.put("balances", snapshot -> models.bean(AccountBalances.class).of(snapshot, List.of(2L)));
        pages.put("transaction", snapshot -> transactions.find(snapshot, 1, new TransactionId(new UUID(1, 2))));
        pages.put(
                "transaction by reference",
                snapshot ->
                        transactions.find(snapshot, 1, new Reference("r"), new TransactionFilter(null, null, null)));
        for (Order order : Order.values()) {
            pages.put(
                    "entries " + order,
                    snapshot -> entries.page(snapshot, 2, order, new Entries.Place(20, 0), Clocks.EVERYTHING, 10));
            pages.put(
                    "entries by date " + order,
                    snapshot -> models.bean(EntriesByDate.class)
                            .page(
                                    snapshot,
                                    2,
                                    order,
                                    new Clocks(DAY.plusDays(9), 30),
                                    new EntriesByDate.Place(DAY, 5, 0),
                                    10));
            List<TransactionFilter> filters = List.of(
                    new TransactionFilter(null, null, null),
                    new TransactionFilter(2L, null, null),
                    new TransactionFilter(null, DAY, DAY.plusDays(5)),
                    new TransactionFilter(2L, DAY, DAY.plusDays(5)));
            filters.forEach(filter -> pages.put(
                    "transactions " + order + " " + filter,
                    snapshot -> transactions.page(
                            snapshot, 1, filter, order, new TransactionPlace(DAY.plusDays(2), 20), 10)));
        }
        return pages;
    }

    private void assertIndexed(Consumer<ReadSnapshot> page, int sorts, int filters) {
        List<String> executed = models.read(snapshot -> {
            models.statements().drain();
            page.accept(snapshot);
            return models.statements().drain();
        });
        assertThat(executed).filteredOn(sql -> !sql.contains("set_config")).hasSize(1);
        List<String> plan = plan(executed.getLast());
        assertThat(plan).as(String.join("\n", plan)).satisfies(lines -> {
            assertThat(count(lines, "Index Scan|Index Only Scan")).isPositive().isEqualTo(count(lines, "Index Cond:"));
            assertThat(count(lines, "Seq Scan|Bitmap|hashed")).isZero();
            assertThat(count(lines, "Sort$")).isEqualTo(sorts);
            assertThat(count(lines, "Filter:")).isEqualTo(filters);
        });
    }

    private static long count(List<? extends String> plan, String pattern) {
        Predicate<String> found = Pattern.compile(pattern).asPredicate();
        return plan.stream().filter(found).count();
    }

    /** How the server runs a statement whatever it is given, and however few rows there are. */
    private List<String> plan(String sql) {
        StringBuilder numbered = new StringBuilder();
        int parameters = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            numbered.append(c == '?' ? "$" + ++parameters : String.valueOf(c));
        }
        List<String> plan = new ArrayList<>();
        try (var connection = models.statements().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            statement.execute("set enable_bitmapscan = off");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare page as " + numbered);
            String nothing = String.join(", ", Collections.nCopies(parameters, "null"));
            try (var rows = statement.executeQuery("explain (costs off) execute page (" + nothing + ")")) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            statement.execute("deallocate page");
            statement.execute("reset all");
        } catch (SQLException e) {
            throw new IllegalStateException(numbered.toString(), e);
        }
        return plan;
    }

    @TestFactory
    Stream<DynamicTest> a_trial_balance_is_one_statement_whatever_the_day() {
        return Stream.<LocalDate>of(null, DAY, DAY.plusDays(30))
                .map(day -> DynamicTest.dynamicTest("at " + day, () -> {
                    List<String> executed = models.read(snapshot -> {
                        models.statements().drain();
                        models.bean(TrialBalances.class)
                                .of(snapshot, 1, new Clocks(day, Clocks.EVERYTHING), null, 1_000);
                        return models.statements().drain();
                    });
                    assertThat(executed).hasSize(1);
                }));
    }
}
