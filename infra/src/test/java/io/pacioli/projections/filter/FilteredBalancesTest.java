package io.pacioli.projections.filter;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.balance.BalanceSum;
import io.pacioli.projections.balance.BalanceSums;
import io.pacioli.projections.balance.Dimension;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.filter.FilterMalformed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of balances are those of the lines that were posted, for random groupings, filters and days. */
@TestInstance(Lifecycle.PER_CLASS)
class FilteredBalancesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);
    private static final List<String> ACCOUNTS = List.of(
            "assets:bank:eu", "assets:bank:us", "assets:till", "income", "income:sales:web:eu", "equity:capital");

    /** Of which something is in reserve, and nothing was ever posted. */
    private static final String RESERVE = "assets:reserve";

    private record Line(
            String account, String region, String currency, LocalDate date, long position, long debit, long credit) {

        Line in(String otherRegion) {
            return new Line(account, otherRegion, currency, date, position, debit, credit);
        }
    }

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private final Map<String, TreeMap<Long, String>> regions = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    @BeforeAll
    void fill() {
        Random random = new Random(5);
        book.openLedger(SHOP);
        for (String account : ACCOUNTS) {
            boolean isIn = account.endsWith("eu") || account.endsWith("us");
            String region = account.substring(account.length() - 2);
            RecordedEvent opened = book.openAccount(SHOP, account, null, isIn ? Map.of("region", region) : Map.of());
            regions.put(account, new TreeMap<>());
            regions.get(account).put(opened.position(), isIn ? region : null);
        }
        book.openAccount(SHOP, RESERVE);
        for (int i = 0; i < 120; i++) {
            Currency currency = random.nextInt(3) == 0 ? JPY : EUR;
            int amount = 1 + random.nextInt(500);
            book.post(
                    SHOP,
                    DAY.plusDays(random.nextInt(60)),
                    debit(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())), currency, amount),
                    credit(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())), currency, amount));
            if (i % 6 == 0) {
                hold(random, currency, amount);
            }
            if (i % 8 == 0) {
                move(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())), random, i);
            }
        }
        models.apply(book.events());
        for (RecordedEvent recorded : book.events()) {
            if (!(recorded.event() instanceof PostingEvent transaction)) {
                continue;
            }
            for (Posting posting : transaction.postings().lines()) {
                long amount = posting.money().minorUnits().longValueExact();
                boolean isDebit = posting.direction() == Direction.DEBIT;
                lines.add(new Line(
                        posting.account().value(),
                        null,
                        posting.money().currency().code().value(),
                        transaction.effectiveDate(),
                        recorded.position(),
                        isDebit ? amount : 0,
                        isDebit ? 0 : amount));
            }
        }
    }

    /** Puts something in reserve, also of an account that is never posted to, and posts what is of others for another day. */
    private void hold(Random random, Currency currency, int amount) {
        List<Posting> lines = List.of(
                debit(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())), currency, amount),
                credit(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())), currency, amount));
        if (random.nextBoolean()) {
            book.hold(SHOP, DAY, Map.of(), List.of(debit(RESERVE, currency, amount), lines.getLast()));
            return;
        }
        TransactionHeld held =
                (TransactionHeld) book.hold(SHOP, DAY, Map.of(), lines).event();
        book.postHold(SHOP, held.transaction(), DAY.plusDays(random.nextInt(60)), lines);
    }

    private void move(String account, Random random, long version) {
        String region = random.nextInt(3) == 0 ? null : random.nextBoolean() ? "eu" : "us";
        Metadata metadata = Metadata.of(region == null ? Map.of() : Map.of("region", region));
        RecordedEvent moved = book.record(new AccountMetadataChanged(
                SHOP, new AccountPath(account), new MetadataChange(metadata, new TreeSet<>()), metadata, version));
        regions.get(account).put(moved.position(), region);
    }

    /** With the region that its account had then. */
    private Line as(Line line, long knownAt) {
        Map.Entry<Long, String> then = regions.get(line.account()).floorEntry(knownAt);
        return line.in(then == null ? null : then.getValue());
    }

    @AfterAll
    void close() {
        models.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sums_are_those_of_the_lines(long seed) throws FilterMalformed {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            List<Dimension> dimensions = new ArrayList<>();
            if (random.nextBoolean()) {
                dimensions.add(new Dimension.Prefix(1 + random.nextInt(3)));
            }
            if (random.nextBoolean()) {
                dimensions.add(new Dimension.Labelled("region"));
            }
            if (random.nextBoolean()) {
                dimensions.add(new Dimension.Month());
            }
            if (random.nextBoolean()) {
                dimensions.add(new Dimension.Type());
            }
            Clocks clocks = new Clocks(
                    random.nextBoolean() ? DAY.plusDays(random.nextInt(60)) : null,
                    random.nextBoolean() ? random.nextInt(180) : Clocks.EVERYTHING);
            RandomFilter<Line> filter = random.nextInt(3) == 0 ? null : filter(random, clocks);

            assertThat(sums(dimensions, filter, clocks))
                    .as(dimensions + " " + (filter == null ? "" : filter.text()) + " " + clocks)
                    .isEqualTo(expected(dimensions, filter, clocks));
        }
    }

    private RandomFilter<Line> filter(Random random, Clocks clocks) {
        String pattern =
                List.of("assets:**", "assets:bank:*", "income", "income:**").get(random.nextInt(4));
        RandomFilter<Line> account =
                new RandomFilter<>("account==" + pattern, line -> RandomFilter.matches(pattern, line.account()));
        RandomFilter<Line> other = switch (random.nextInt(3)) {
            case 0 -> RandomFilter.choice(random, "currency", List.of("EUR", "JPY"), Line::currency);
            case 1 -> RandomFilter.choice(random, "metadata.region", List.of("eu", "us"), Line::region);
            default -> balance(random, clocks);
        };
        if (random.nextInt(4) == 0) {
            String region = random.nextBoolean() ? "eu" : "us";
            return new RandomFilter<>("metadata.region==" + region, line -> region.equals(line.region()));
        }
        return new RandomFilter<>(
                account.text() + ";" + other.text(),
                line -> account.meaning().test(line) && other.meaning().test(line));
    }

    /** Of the line's account, whichever currency the line is in. */
    private RandomFilter<Line> balance(Random random, Clocks clocks) {
        Currency currency = random.nextInt(3) == 0 ? JPY : EUR;
        BigDecimal value = BigDecimal.valueOf(random.nextInt(4_000) - 2_000L, currency.scale());
        return RandomFilter.ordered(
                random,
                "balance." + currency.code().value(),
                value.toPlainString(),
                value,
                line -> balance(line.account(), currency, clocks));
    }

    /** Null where nothing had been posted. */
    private BigDecimal balance(String account, Currency currency, Clocks clocks) {
        List<Line> counted = lines.stream()
                .filter(line -> line.account().equals(account)
                        && line.currency().equals(currency.code().value())
                        && line.position() <= clocks.knownAt()
                        && (clocks.asOf() == null || !line.date().isAfter(clocks.asOf())))
                .toList();
        long net =
                counted.stream().mapToLong(line -> line.debit() - line.credit()).sum();
        return counted.isEmpty()
                ? null
                : BigDecimal.valueOf(account.startsWith("assets") ? net : -net, currency.scale());
    }

    private Map<String, String> sums(List<Dimension> dimensions, RandomFilter<Line> filter, Clocks clocks)
            throws FilterMalformed {
        Condition condition = filter == null ? null : FilterLanguage.BALANCES.parse(filter.text());
        List<BalanceSum> found = models.read(snapshot -> {
            snapshot.bound(Duration.ofSeconds(5));
            return models.bean(BalanceSums.class).of(snapshot, 1, dimensions, condition, clocks, 1_000);
        });
        Map<String, String> sums = new HashMap<>();
        found.forEach(sum -> sums.put(
                sum.group() + " " + sum.currency().code().value(),
                sum.debits() + " " + sum.credits() + " " + sum.net()));
        assertThat(sums).hasSameSizeAs(found);
        return sums;
    }

    private Map<String, String> expected(List<Dimension> dimensions, RandomFilter<Line> filter, Clocks clocks) {
        Map<String, BigInteger[]> sums = new HashMap<>();
        for (Line each : lines) {
            Line line = as(each, clocks.knownAt());
            if ((clocks.asOf() == null || !line.date().isAfter(clocks.asOf()))
                    && line.position() <= clocks.knownAt()
                    && (filter == null || filter.meaning().test(line))) {
                BigInteger[] sum = sums.computeIfAbsent(group(dimensions, line) + " " + line.currency(), key ->
                        new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
                sum[0] = sum[0].add(BigInteger.valueOf(line.debit()));
                sum[1] = sum[1].add(BigInteger.valueOf(line.credit()));
            }
        }
        Map<String, String> expected = new HashMap<>();
        sums.forEach((key, sum) -> expected.put(key, sum[0] + " " + sum[1] + " " + sum[0].subtract(sum[1])));
        return expected;
    }

    private static List<String> group(List<Dimension> dimensions, Line line) {
        List<String> group = new ArrayList<>();
        String[] segments = line.account().split(":", -1);
        for (Dimension dimension : dimensions) {
            group.add(
                    switch (dimension) {
                        case Dimension.Prefix(int count) ->
                            String.join(":", Arrays.copyOf(segments, Math.min(count, segments.length)));
                        case Dimension.Type _ ->
                            AccountType.named(segments[0]).orElseThrow().word();
                        case Dimension.Month _ -> line.date().toString().substring(0, 7);
                        case Dimension.Labelled _ -> line.region();
                    });
        }
        return group;
    }
}
