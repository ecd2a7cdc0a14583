package io.pacioli.projections.filter;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.entry.Entries;
import io.pacioli.projections.entry.EntryRow;
import io.pacioli.projections.entry.FilteredEntries;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.filter.FilterMalformed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entries of an account that a filter finds are those of which it is true, and an index finds them. */
@TestInstance(Lifecycle.PER_CLASS)
class FilteredEntriesTest {

    /** So few rows that most lists have several pages, and so many that not most of the time goes into asking for them. */
    private static final int PAGE = 20;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Scales SCALES = new Scales(List.of(EUR, JPY));
    private static final String BANK = "assets:bank";
    private static final String SALES = "income:sales";

    /** An entry of the bank account, told while the book is written. */
    private record Told(
            long position,
            int line,
            LocalDate date,
            Posting posting,
            String reference,
            TransactionId transaction,
            Map<String, String> metadata) {

        Told with(Map<String, String> otherMetadata) {
            return new Told(position, line, date, posting, reference, transaction, otherMetadata);
        }
    }

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private final List<Told> all = new ArrayList<>();
    private final Map<TransactionId, TreeMap<Long, Map<String, String>>> metadata = new HashMap<>();
    private long bank;
    private int found;

    @BeforeAll
    void fill() {
        Random random = new Random(5);
        book.openLedger(SHOP);
        bank = book.openAccount(SHOP, BANK).position();
        book.openAccount(SHOP, SALES);
        // So many that have something are asked one by one whether they do, and there are none of the account among
        // them.
        for (int i = 0; i < 1_010; i++) {
            List<Posting> lines = List.of(debit(SALES, JPY, 1), credit(SALES, JPY, 1));
            described(book.post(SHOP, DAY, null, Map.of("region", "eu"), null, lines));
        }
        for (int i = 0; i < 120; i++) {
            LocalDate date = DAY.plusDays(random.nextInt(10));
            List<Posting> lines = lines(random);
            String reference = i % 2 == 0 ? "r" + i : null;
            Map<String, String> metadata = random.nextBoolean() ? Map.of() : Map.of("region", region(random));
            if (random.nextInt(4) == 0) {
                RecordedEvent held = described(book.hold(SHOP, date, reference, Metadata.of(metadata), lines));
                if (random.nextInt(3) > 0) {
                    BeginningEvent event = (BeginningEvent) held.event();
                    tell(book.postHold(SHOP, event.transaction(), date, lines), date, lines, reference);
                }
            } else {
                tell(described(book.post(SHOP, date, reference, metadata, null, lines)), date, lines, reference);
            }
            if (!all.isEmpty() && random.nextInt(3) == 0) {
                describe(all.get(random.nextInt(all.size())).transaction(), random);
            }
        }
        List<RecordedEvent> events = book.events();
        models.apply(events.subList(0, events.size() - 90));
        models.apply(events.subList(events.size() - 90, events.size()));
    }

    private static String region(Random random) {
        return List.of("eu", "us", "it's").get(random.nextInt(3));
    }

    private RecordedEvent described(RecordedEvent begun) {
        BeginningEvent event = (BeginningEvent) begun.event();
        metadata.computeIfAbsent(event.transaction(), each -> new TreeMap<>())
                .put(begun.position(), event.metadata().pairs());
        return begun;
    }

    private void describe(TransactionId transaction, Random random) {
        Metadata changed = Metadata.of(random.nextInt(3) == 0 ? Map.of() : Map.of("region", region(random)));
        RecordedEvent recorded = book.record(new TransactionMetadataChanged(
                SHOP, transaction, new MetadataChange(changed, new TreeSet<>()), changed));
        metadata.get(transaction).put(recorded.position(), changed.pairs());
    }

    private Told as(Told told, long knownAt) {
        return told.with(metadata.get(told.transaction()).floorEntry(knownAt).getValue());
    }

    private void tell(RecordedEvent posted, LocalDate date, List<Posting> lines, String reference) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).account().value().equals(BANK)) {
                TransactionId transaction = ((PostingEvent) posted.event()).transaction();
                all.add(new Told(posted.position(), line, date, lines.get(line), reference, transaction, Map.of()));
            }
        }
    }

    private static List<Posting> lines(Random random) {
        long amount = 1L + random.nextInt(9);
        return random.nextInt(4) == 0
                ? List.of(debit(BANK, JPY, amount), credit(SALES, JPY, amount))
                : List.of(debit(SALES, EUR, 300 + amount), credit(BANK, EUR, amount), credit(BANK, EUR, 300));
    }

    @AfterAll
    void close() {
        models.close();
    }

    private static RandomFilter<Told> term(Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                RandomFilter.choice(
                        random,
                        "direction",
                        List.of("debit", "credit"),
                        told -> told.posting().direction() == Direction.DEBIT ? "debit" : "credit");
            case 1 -> {
                BigDecimal amount = new BigDecimal(List.of("0.05", "3.00", "5").get(random.nextInt(3)));
                yield RandomFilter.ordered(
                        random,
                        "amount",
                        amount.toString(),
                        amount,
                        told -> new BigDecimal(told.posting().money().toDecimal()));
            }
            case 2 ->
                RandomFilter.choice(
                        random,
                        "currency",
                        List.of("EUR", "JPY"),
                        told -> told.posting().money().currency().code().value());
            case 3 -> {
                LocalDate date = DAY.plusDays(random.nextInt(10));
                yield RandomFilter.ordered(random, "effectiveDate", date.toString(), date, Told::date);
            }
            case 4 -> {
                long position = 1_010L + random.nextInt(200);
                yield RandomFilter.ordered(
                        random,
                        "recordedAt",
                        Book.FIRST_MOMENT.plusSeconds(position).toString(),
                        position,
                        Told::position);
            }
            case 5, 6 ->
                RandomFilter.choice(
                        random,
                        "metadata.region",
                        List.of("eu", "us", "it's"),
                        told -> told.metadata().get("region"));
            default -> RandomFilter.choice(random, "reference", List.of("r2", "r4", "r6", "r8", "no"), Told::reference);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_filter_finds_what_it_is_true_of(long seed) throws FilterMalformed {
        Random random = new Random(seed);
        found = 0;
        for (int i = 0; i < 300; i++) {
            long knownAt = random.nextInt(3) == 0 ? Clocks.EVERYTHING : 1_013L + random.nextInt(200);
            RandomFilter<Told> filter = RandomFilter.of(random, FilteredEntriesTest::term, 3);
            check(filter, random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST, knownAt, i % 10 == 0);
        }
        assertThat(found).as("rows that were found").isGreaterThan(500);
    }

    private void check(RandomFilter<Told> filter, Order order, long knownAt, boolean explained) throws FilterMalformed {
        Condition condition = Moments.resolved(FilterLanguage.ENTRIES.parse(filter.text()));
        Comparator<Told> sequence = Comparator.comparingLong(Told::position).thenComparingInt(Told::line);
        List<String> expected = all.stream()
                .filter(told -> told.position() <= knownAt && filter.meaning().test(as(told, knownAt)))
                .sorted(order == Order.OLDEST_FIRST ? sequence : sequence.reversed())
                .map(told -> told.position() + "/" + told.line())
                .toList();
        List<String> paged = new ArrayList<>();
        List<EntryRow> page = page(condition, order, Entries.Place.before(order), knownAt);
        while (!page.isEmpty()) {
            page.forEach(entry -> paged.add(entry.position() + "/" + entry.line()));
            page = page(
                    condition,
                    order,
                    new Entries.Place(page.getLast().position(), page.getLast().line()),
                    knownAt);
        }
        assertThat(paged).as(order + " " + filter.text() + " at " + knownAt).isEqualTo(expected);
        found += paged.size();
        if (explained) {
            models.statements().drain();
            page(condition, order, Entries.Place.before(order), knownAt);
            for (String sql : models.statements().drain()) {
                List<String> plan = sql.contains("_1.") && sql.startsWith("select")
                        ? Plans.of(models.connections(), sql)
                        : List.of();
                assertThat(plan)
                        .as(filter.text() + "\n" + String.join("\n", plan))
                        .noneMatch(line -> line.contains("Seq Scan"));
            }
        }
    }

    private List<EntryRow> page(Condition condition, Order order, Entries.Place beyond, long knownAt) {
        return models.read(snapshot -> {
            snapshot.bound(Duration.ofSeconds(5));
            return models.bean(FilteredEntries.class)
                    .page(snapshot, 1, bank, SCALES, condition, order, beyond, knownAt, PAGE);
        });
    }

    @Test
    void a_reference_is_looked_up_before_the_entries_are() throws FilterMalformed {
        page(
                FilterLanguage.ENTRIES.parse("reference==r2"),
                Order.NEWEST_FIRST,
                Entries.Place.before(Order.NEWEST_FIRST),
                Clocks.EVERYTHING);

        List<String> plan =
                Plans.of(models.connections(), models.statements().drain().getLast());

        assertThat(String.join("\n", plan)).contains("\"position\" = ANY (");
    }
}
