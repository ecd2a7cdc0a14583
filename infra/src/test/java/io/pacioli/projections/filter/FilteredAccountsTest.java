package io.pacioli.projections.filter;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.AccountSearch;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.balance.AccountBalances;
import io.pacioli.projections.balance.PastBalances;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.filter.FilterMalformed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accounts that a filter finds are those of which it is true, for random filters, and an index finds them. */
@TestInstance(Lifecycle.PER_CLASS)
class FilteredAccountsTest {

    /** So few rows that most lists have several pages, and so many that not most of the time goes into asking for them. */
    private static final int PAGE = 20;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 30);
    private static final LedgerId OTHER = LedgerId.of("other");
    private static final List<String> SEGMENTS = List.of("a", "b", "b-1", "b.1", "c");
    private static final List<String> REGIONS = List.of("eu", "us", "it's", "");

    /** Of more decimal places than a number of the machine could tell apart beside what stands before the point. */
    private static final Currency ETH = Currency.of("ETH", 18);

    private static final List<Currency> CURRENCIES = List.of(EUR, JPY, ETH);

    private record Account(AccountRow row, Map<String, BigDecimal> balances) {}

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private final Map<Clocks, List<Account>> all = new LinkedHashMap<>();
    private int found;
    private int refused;

    @BeforeAll
    void fill() {
        Random random = new Random(7);
        book.openLedger(SHOP);
        book.openLedger(OTHER);
        book.register(SHOP, ETH);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            StringBuilder path = new StringBuilder(random.nextBoolean() ? "assets" : "income");
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path.append(':').append(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
            }
            if (!paths.contains(path.toString())) {
                paths.add(path.toString());
                Map<String, String> metadata = random.nextBoolean()
                        ? Map.of()
                        : Map.of("region", REGIONS.get(random.nextInt(REGIONS.size())), "other", "eu");
                book.openAccount(SHOP, path.toString(), null, metadata);
                book.openAccount(OTHER, path.toString(), null, metadata);
            }
        }
        for (int i = 0; i < 60; i++) {
            Currency currency = CURRENCIES.get(random.nextInt(3));
            long amount = 1L + random.nextInt(3);
            List<Posting> postings = List.of(
                    debit(paths.get(random.nextInt(paths.size())), currency, amount),
                    credit(paths.get(random.nextInt(paths.size())), currency, amount));
            if (i % 6 == 0) {
                book.hold(SHOP, DAY, Map.of(), postings);
            } else {
                book.post(SHOP, DAY.plusDays(random.nextInt(3)), postings.toArray(Posting[]::new));
            }
        }
        for (int i = 0; i < 150; i++) {
            change(new AccountPath(paths.get(random.nextInt(paths.size()))), i, random);
        }
        List<RecordedEvent> events = book.events();
        models.apply(events.subList(0, events.size() - 70));
        models.apply(events.subList(events.size() - 70, events.size()));
        all.put(Clocks.NOW, accounts(Clocks.NOW));
        for (int i = 0; i < 15; i++) {
            Clocks clocks = new Clocks(
                    random.nextInt(3) == 0 ? DAY.plusDays(random.nextInt(4)) : null,
                    random.nextInt(8) == 0 ? Clocks.EVERYTHING : 1L + random.nextInt(events.size()));
            all.put(clocks, accounts(clocks));
        }
    }

    private void change(AccountPath path, long version, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> book.record(new AccountClosed(SHOP, path, version));
            case 1 -> book.record(new AccountReopened(SHOP, path, null, version));
            case 2 -> book.record(new AccountFrozen(SHOP, path, Frozen.DEBIT, version));
            case 3 -> book.record(new AccountUnfrozen(SHOP, path, version));
            default -> {
                Metadata metadata = Metadata.of(
                        random.nextInt(3) == 0
                                ? Map.of()
                                : Map.of("region", REGIONS.get(random.nextInt(REGIONS.size())), "other", "us"));
                MetadataChange change = new MetadataChange(metadata, new TreeSet<>());
                book.record(new AccountMetadataChanged(SHOP, path, change, metadata, version));
            }
        }
    }

    /** As the lists show them that have no filter. */
    private List<Account> accounts(Clocks clocks) {
        return models.read(snapshot -> {
            List<AccountRow> rows = models.bean(Accounts.class)
                    .page(snapshot, 1, new AccountFilter(null, null), "", 1_000, clocks.knownAt());
            List<Long> ids = rows.stream().map(AccountRow::accountId).toList();
            Map<Long, Map<String, BigDecimal>> balances = new HashMap<>();
            rows.forEach(row -> balances.put(row.accountId(), new HashMap<>()));
            Map<Long, AccountType> types = rows.stream().collect(toMap(AccountRow::accountId, AccountRow::type));
            if (clocks.isNow()) {
                models.bean(AccountBalances.class)
                        .of(snapshot, ids)
                        .forEach((id, each) -> each.forEach(balance -> balances.get(id)
                                .put(
                                        balance.currency().code().value(),
                                        balance(types.get(id), balance.currency(), balance.totals()))));
            } else {
                models.bean(PastBalances.class)
                        .of(snapshot, ids, clocks)
                        .forEach((id, each) -> each.forEach(balance -> balances.get(id)
                                .put(
                                        balance.currency().code().value(),
                                        balance(types.get(id), balance.currency(), balance.totals()))));
            }
            return rows.stream()
                    .map(row -> new Account(row, balances.get(row.accountId())))
                    .toList();
        });
    }

    /** As answers write it. */
    private static BigDecimal balance(AccountType type, Currency currency, Totals totals) {
        return new BigDecimal(Money.toDecimal(totals.balance(type.normalSide()), currency));
    }

    @AfterAll
    void close() {
        models.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_filter_finds_what_it_is_true_of(long seed) throws FilterMalformed {
        Random random = new Random(seed);
        found = 0;
        refused = 0;
        for (int i = 0; i < 400; i++) {
            Clocks clocks = random.nextInt(3) == 0
                    ? Clocks.NOW
                    : List.copyOf(all.keySet()).get(random.nextInt(all.size()));
            check(RandomFilter.of(random, FilteredAccountsTest::term, 3), clocks, i % 20 == 0);
        }
        assertThat(found).as("rows that were found").isGreaterThan(200);
        assertThat(refused).as("filters that no index serves").isBetween(50, 350);
    }

    private static RandomFilter<Account> term(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> pattern(random);
            case 3 ->
                RandomFilter.choice(
                        random,
                        "type",
                        List.of("asset", "income", "equity"),
                        account -> account.row().type().word());
            case 4 ->
                RandomFilter.choice(
                        random, "status", List.of("open", "frozen", "closed"), FilteredAccountsTest::status);
            case 5 ->
                RandomFilter.choice(
                        random,
                        "metadata.region",
                        REGIONS,
                        account -> account.row().metadata().get("region"));
            case 6 -> {
                String currency = CURRENCIES.get(random.nextInt(3)).code().value();
                boolean negated = random.nextBoolean();
                yield new RandomFilter<>(
                        "currency" + (negated ? "!=" : "==") + currency,
                        account -> account.balances().containsKey(currency) != negated);
            }
            case 7, 8 -> balance(random);
            default -> {
                Instant moment = Book.FIRST_MOMENT.plusSeconds(random.nextInt(200));
                yield RandomFilter.ordered(
                        random,
                        "openedAt",
                        moment.toString(),
                        moment,
                        account -> account.row().openedAt());
            }
        };
    }

    private static RandomFilter<Account> balance(Random random) {
        Currency currency = CURRENCIES.get(random.nextInt(3));
        String code = currency.code().value();
        BigDecimal value = BigDecimal.valueOf(random.nextInt(9) - 4L, currency.scale());
        if (currency.scale() < 18 && random.nextInt(4) == 0) {
            value = value.add(BigDecimal.valueOf(5, currency.scale() + 1));
        }
        if (random.nextInt(4) > 0) {
            return RandomFilter.ordered(
                    random,
                    "balance." + code,
                    value.toPlainString(),
                    value,
                    account -> account.balances().get(code));
        }
        BigDecimal other = BigDecimal.valueOf(random.nextInt(3));
        boolean negated = random.nextBoolean();
        List<BigDecimal> values = List.of(value, other);
        return new RandomFilter<>(
                "balance.%s%s(%s,%s)"
                        .formatted(code, negated ? "=out=" : "=in=", value.toPlainString(), other.toPlainString()),
                account -> values.stream()
                                .anyMatch(each -> account.balances().get(code) != null
                                        && each.compareTo(account.balances().get(code)) == 0)
                        != negated);
    }

    private static RandomFilter<Account> pattern(Random random) {
        StringBuilder pattern =
                new StringBuilder(List.of("assets", "income", "assets", "*").get(random.nextInt(4)));
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            pattern.append(':').append(random.nextInt(3) == 0 ? "*" : SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        if (random.nextInt(3) == 0) {
            pattern.append(":**");
        }
        boolean negated = random.nextInt(5) == 0;
        return new RandomFilter<>(
                "path" + (negated ? "!=" : "==") + pattern,
                account -> RandomFilter.matches(
                                pattern.toString(), account.row().path().value())
                        != negated);
    }

    private static String status(Account account) {
        return account.row().closed() ? "closed" : account.row().frozen() == null ? "open" : "frozen";
    }

    private void check(RandomFilter<Account> filter, Clocks clocks, boolean explained) throws FilterMalformed {
        List<AccountRow> expected = all.get(clocks).stream()
                .filter(filter.meaning())
                .map(Account::row)
                .toList();
        List<AccountRow> paged;
        try {
            paged = pages(filter.text(), clocks);
        } catch (RequestRefused e) {
            assertThat(e.code()).as(filter.text()).isEqualTo(ProblemCode.FILTER_NOT_INDEXED);
            refused++;
            return;
        }
        assertThat(paged).as(filter.text() + " by " + clocks).isEqualTo(expected);
        found += paged.size();
        if (explained) {
            models.statements().drain();
            page(filter.text(), clocks, "", 5);
            List<String> plan =
                    Plans.of(models.connections(), models.statements().drain().getLast());
            assertThat(plan)
                    .as(filter.text() + "\n" + String.join("\n", plan))
                    .noneMatch(line -> line.contains("Seq Scan"));
        }
    }

    private List<AccountRow> pages(String filter, Clocks clocks) throws FilterMalformed {
        List<AccountRow> pages = new ArrayList<>();
        List<AccountRow> page = page(filter, clocks, "", PAGE);
        while (!page.isEmpty()) {
            pages.addAll(page);
            page = page(filter, clocks, pages.getLast().path().value(), PAGE);
        }
        return pages;
    }

    private List<AccountRow> page(String filter, Clocks clocks, String after, int limit) throws FilterMalformed {
        Condition condition = FilterLanguage.ACCOUNTS.parse(filter);
        return models.read(snapshot -> {
            snapshot.bound(Duration.ofSeconds(5));
            return models.bean(AccountSearch.class).page(snapshot, 1, condition, clocks, after, limit);
        });
    }

    @Test
    void balances_of_accounts_that_an_index_finds_are_looked_up_by_their_key() throws FilterMalformed {
        for (Clocks clocks : List.of(Clocks.NOW, new Clocks(DAY, 200))) {
            models.statements().drain();
            page("path==assets:**;balance.EUR=lt=0", clocks, "", 5);
            List<String> plan =
                    Plans.of(models.connections(), models.statements().drain().getLast());
            assertThat(plan)
                    .as(String.join("\n", plan))
                    .noneMatch(line -> line.contains("Seq Scan"))
                    .noneMatch(line -> line.contains("Hash"))
                    .anyMatch(line -> line.contains("balances_pkey"));
        }
    }

    @Test
    void a_balance_alone_is_refused_with_what_to_add() {
        for (String filter : List.of(
                "balance.EUR=lt=0",
                "balance.EUR==0",
                "balance.EUR=gt=0;balance.JPY=gt=0",
                "type==asset,balance.EUR=gt=0",
                "path==*:a;balance.EUR=gt=0")) {
            assertThatThrownBy(() -> page(filter, Clocks.NOW, "", 5))
                    .isInstanceOfSatisfying(
                            RequestRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.FILTER_NOT_INDEXED))
                    .hasMessageContaining("Add path==…");
        }
    }

    @Test
    void what_looks_like_sql_is_a_value() throws FilterMalformed {
        for (String odd : List.of("'; drop table x; --", "' or '1'='1", "$1", "?", "{accounts}", "%", "\\", "{0}")) {
            String filter = "type==asset;metadata.region==\"" + odd.replace("\\", "\\\\") + "\"";
            assertThat(pages(filter, Clocks.NOW)).as(filter).isEmpty();
            assertThat(pages("type==asset;\"metadata." + odd.replace("\\", "\\\\") + "\"==eu", Clocks.NOW))
                    .isEmpty();
        }
        assertThat(pages("type==asset;metadata.region==\"it's\"", Clocks.NOW)).isNotEmpty();
    }
}
