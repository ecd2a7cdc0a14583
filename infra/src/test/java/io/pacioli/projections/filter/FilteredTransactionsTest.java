package io.pacioli.projections.filter;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.transaction.FilteredTransactions;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.filter.FilterMalformed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transactions that a filter finds are those of which it is true, for random filters, and an index finds them. */
@TestInstance(Lifecycle.PER_CLASS)
class FilteredTransactionsTest {

    /** So few rows that most lists have several pages, and so many that not most of the time goes into asking for them. */
    private static final int PAGE = 20;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Scales SCALES = new Scales(List.of(EUR, JPY));
    private static final List<String> ACCOUNTS = List.of(
            "assets:users:1:wallet", "assets:users:2:wallet", "assets:users:2:bonus", "assets:bank", "income:sales");
    private static final List<String> REGIONS = List.of("eu", "us", "it's");

    private record Line(String account, String direction, BigDecimal amount, String currency) {
        static Line of(Posting posting) {
            return new Line(
                    posting.account().value(),
                    posting.direction() == Direction.DEBIT ? "debit" : "credit",
                    new BigDecimal(posting.money().toDecimal()),
                    posting.money().currency().code().value());
        }
    }

    /** What became of a transaction, told while the book is written. */
    private static final class Told {
        private final long position;
        private final String reference;
        private final List<String> heldFor = new ArrayList<>();
        private List<Line> entries = List.of();
        private LocalDate date;
        private String status = "posted";
        private Map<String, String> metadata;

        Told(RecordedEvent recorded) {
            BeginningEvent event = (BeginningEvent) recorded.event();
            position = recorded.position();
            reference = event.reference() == null ? null : event.reference().value();
            date = event.effectiveDate();
            metadata = event.metadata().pairs();
        }
    }

    private final Book book = new Book();
    private final TestReadModels models = new TestReadModels(book);
    private final Map<Long, List<Told>> all = new LinkedHashMap<>();
    private int found;
    private int refused;

    @BeforeAll
    void fill() {
        Random random = new Random(11);
        book.openLedger(SHOP);
        ACCOUNTS.forEach(path -> book.openAccount(SHOP, path));
        List<TransactionHeld> open = new ArrayList<>();
        List<TransactionPosted> posted = new ArrayList<>();
        List<BeginningEvent> begun = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            LocalDate date = DAY.plusDays(random.nextInt(10));
            List<Posting> lines = lines(random);
            Map<String, String> metadata = random.nextBoolean()
                    ? Map.of()
                    : Map.of("region", REGIONS.get(random.nextInt(REGIONS.size())), "channel", "web");
            if (random.nextInt(5) == 0) {
                TransactionHeld held =
                        (TransactionHeld) book.hold(SHOP, date, metadata, lines).event();
                open.add(held);
                begun.add(held);
            } else {
                TransactionPosted event =
                        (TransactionPosted) book.post(SHOP, date, i % 2 == 0 ? "r" + i : null, metadata, null, lines)
                                .event();
                posted.add(event);
                begun.add(event);
            }
            if (random.nextInt(3) == 0) {
                describe(begun.get(random.nextInt(begun.size())), random);
            }
            if (!open.isEmpty() && random.nextInt(6) == 0) {
                end(open.remove(random.nextInt(open.size())), random);
            }
            if (!posted.isEmpty() && random.nextInt(5) == 0) {
                TransactionPosted event = posted.get(random.nextInt(posted.size()));
                Reversal reversal = new Reversal(event.transaction(), random.nextInt(3) == 0);
                book.post(SHOP, date, null, Map.of(), reversal, event.postings().lines());
                if (reversal.complete()) {
                    posted.remove(event);
                }
            }
        }
        // In a few batches, so that what becomes of a transaction comes with it or after it.
        List<RecordedEvent> events = book.events();
        for (int from = 0, to; from < events.size(); from = to) {
            to = Math.min(from + 20 + random.nextInt(80), events.size());
            models.apply(events.subList(from, to));
        }
        all.put(Clocks.EVERYTHING, told(Clocks.EVERYTHING));
        for (int i = 0; i < 20; i++) {
            long knownAt = 1L + random.nextInt(events.size());
            all.put(knownAt, told(knownAt));
        }
    }

    private void describe(BeginningEvent event, Random random) {
        Metadata metadata = Metadata.of(
                random.nextInt(4) == 0
                        ? Map.of()
                        : Map.of("region", List.of("us", "moved").get(random.nextInt(2)), "channel", "web"));
        book.record(new TransactionMetadataChanged(
                SHOP, event.transaction(), new MetadataChange(metadata, new TreeSet<>()), metadata));
    }

    private void end(TransactionHeld held, Random random) {
        List<Posting> lines = held.postings().lines();
        if (random.nextInt(3) == 0) {
            book.voidHold(SHOP, held.transaction(), lines);
        } else {
            book.postHold(SHOP, held.transaction(), DAY.plusDays(random.nextInt(10)), lines);
        }
    }

    /** The journal up to a position, told event by event. */
    private List<Told> told(long knownAt) {
        Map<TransactionId, Told> told = new LinkedHashMap<>();
        for (RecordedEvent recorded : book.events()) {
            if (recorded.position() > knownAt) {
                break;
            }
            switch (recorded.event()) {
                case TransactionHeld held -> {
                    Told begun = new Told(recorded);
                    begun.status = "pending";
                    held.postings()
                            .lines()
                            .forEach(line -> begun.heldFor.add(line.account().value()));
                    told.put(held.transaction(), begun);
                }
                case TransactionPosted posted -> {
                    Told begun = new Told(recorded);
                    begun.entries =
                            posted.postings().lines().stream().map(Line::of).toList();
                    told.put(posted.transaction(), begun);
                    if (posted.reversal() != null) {
                        told.get(posted.reversal().of()).status =
                                posted.reversal().complete() ? "reversed" : "partly-reversed";
                    }
                }
                case HoldPosted posted -> {
                    Told held = told.get(posted.transaction());
                    held.status = "posted";
                    held.date = posted.effectiveDate();
                    held.entries =
                            posted.postings().lines().stream().map(Line::of).toList();
                }
                case HoldVoided voided -> told.get(voided.transaction()).status = "voided";
                case TransactionMetadataChanged changed ->
                    told.get(changed.transaction()).metadata =
                            changed.metadata().pairs();
                default -> {}
            }
        }
        return List.copyOf(told.values());
    }

    private static List<Posting> lines(Random random) {
        String debited = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        String credited = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        int amount = 1 + random.nextInt(9);
        if (random.nextInt(4) > 0) {
            return List.of(debit(debited, EUR, amount * 100L), credit(credited, EUR, amount * 100L));
        }
        return List.of(
                debit(debited, EUR, 100),
                credit(credited, EUR, 100),
                debit(credited, JPY, amount),
                credit(ACCOUNTS.getFirst(), JPY, amount));
    }

    @AfterAll
    void close() {
        models.close();
    }

    /** A part of a filter: about transactions, or about one posting of theirs. */
    private record Part(String text, Predicate<Told> ofTransaction, Predicate<Line> ofLine, List<Part> conjuncts) {

        static Part of(RandomFilter<Told> filter) {
            return new Part(filter.text(), filter.meaning(), null, List.of());
        }

        static Part ofLine(RandomFilter<Line> filter) {
            return new Part(filter.text(), null, filter.meaning(), List.of());
        }

        boolean test(Told told) {
            if (ofTransaction != null) {
                return ofTransaction.test(told);
            }
            return told.entries.stream().anyMatch(ofLine)
                    || told.heldFor.stream().anyMatch(path -> ofLine.test(new Line(path, "", BigDecimal.ZERO, "")));
        }

        static Part all(List<Part> given) {
            List<Part> parts = given.stream()
                    .flatMap(part -> part.conjuncts().isEmpty() ? Stream.of(part) : part.conjuncts().stream())
                    .toList();
            List<Part> lines =
                    parts.stream().filter(part -> part.ofLine != null).toList();
            Part line = new Part("", null, each -> lines.stream().allMatch(part -> part.ofLine.test(each)), List.of());
            if (lines.size() == parts.size()) {
                return new Part(joined(";", given), null, line.ofLine, parts);
            }
            return new Part(
                    joined(";", given),
                    told -> (lines.isEmpty() || line.test(told))
                            && parts.stream()
                                    .filter(part -> part.ofLine == null)
                                    .allMatch(part -> part.test(told)),
                    null,
                    parts);
        }

        static Part any(List<Part> parts) {
            if (parts.stream().allMatch(part -> part.ofLine != null)) {
                return new Part(
                        joined(",", parts),
                        null,
                        each -> parts.stream().anyMatch(part -> part.ofLine.test(each)),
                        List.of());
            }
            return new Part(
                    joined(",", parts), told -> parts.stream().anyMatch(part -> part.test(told)), null, List.of());
        }

        private static String joined(String separator, List<Part> parts) {
            return "(" + String.join(separator, parts.stream().map(Part::text).toList()) + ")";
        }
    }

    private static Part random(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return term(random);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            parts.add(random(random, depth - 1));
        }
        return random.nextInt(3) > 0 ? Part.all(parts) : Part.any(parts);
    }

    private static Part term(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                String pattern = List.of(
                                "assets:users:*:wallet",
                                "assets:users:**",
                                "assets:bank",
                                "*:sales",
                                "income:sales",
                                "nowhere",
                                "assets:*:2:*")
                        .get(random.nextInt(7));
                yield Part.ofLine(new RandomFilter<>(
                        "account==" + pattern, line -> RandomFilter.matches(pattern, line.account())));
            }
            case 3 -> {
                String direction = random.nextBoolean() ? "debit" : "credit";
                yield Part.ofLine(new RandomFilter<>(
                        "direction==" + direction, line -> line.direction().equals(direction)));
            }
            case 4 -> {
                BigDecimal amount =
                        new BigDecimal(List.of("1", "2.00", "5", "5.5").get(random.nextInt(4)));
                boolean more = random.nextBoolean();
                yield Part.ofLine(new RandomFilter<>(
                        "amount" + (more ? "=ge=" : "==") + amount,
                        line -> more
                                ? line.amount().compareTo(amount) >= 0
                                : line.amount().compareTo(amount) == 0));
            }
            case 5 ->
                Part.of(RandomFilter.choice(
                        random,
                        "status",
                        List.of("pending", "posted", "voided", "reversed", "partly-reversed"),
                        told -> told.status));
            case 6 ->
                Part.of(RandomFilter.choice(random, "reference", List.of("r2", "r4", "r6"), told -> told.reference));
            case 7 ->
                Part.of(RandomFilter.choice(
                        random,
                        "metadata.region",
                        List.of("eu", "us", "it's", "moved"),
                        told -> told.metadata.get("region")));
            case 8 -> {
                LocalDate date = DAY.plusDays(random.nextInt(10));
                yield Part.of(RandomFilter.ordered(random, "effectiveDate", date.toString(), date, told -> told.date));
            }
            default -> {
                String currency = random.nextBoolean() ? "EUR" : "JPY";
                yield Part.ofLine(new RandomFilter<>(
                        "currency==" + currency, line -> line.currency().equals(currency)));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_filter_finds_what_it_is_true_of(long seed) throws FilterMalformed {
        Random random = new Random(seed);
        found = 0;
        refused = 0;
        for (int i = 0; i < 500; i++) {
            long knownAt = random.nextInt(3) == 0
                    ? Clocks.EVERYTHING
                    : List.copyOf(all.keySet()).get(random.nextInt(all.size()));
            Order order = random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
            check(random(random, 3), knownAt, order, i % 10 == 0);
        }
        assertThat(found).as("rows that were found").isGreaterThan(500);
        assertThat(refused).as("filters that no index serves").isBetween(50, 450);
    }

    private void check(Part filter, long knownAt, Order order, boolean explained) throws FilterMalformed {
        Condition condition = FilterLanguage.TRANSACTIONS.parse(filter.text());
        Comparator<Told> sequence = FilteredTransactions.isByDate(condition)
                ? Comparator.comparing((Told told) -> told.date).thenComparingLong(told -> told.position)
                : Comparator.comparingLong(told -> told.position);
        List<Long> expected = all.get(knownAt).stream()
                .filter(filter::test)
                .sorted(order == Order.OLDEST_FIRST ? sequence : sequence.reversed())
                .map(told -> told.position)
                .toList();
        List<Long> paged;
        try {
            paged = pages(condition, knownAt, order);
        } catch (RequestRefused e) {
            assertThat(e.code()).as(filter.text()).isEqualTo(ProblemCode.FILTER_NOT_INDEXED);
            refused++;
            return;
        }
        assertThat(paged).as(order + " " + filter.text() + " at " + knownAt).isEqualTo(expected);
        assertThat(count(condition, knownAt, 1_000)).as(filter.text()).isEqualTo(expected.size());
        found += paged.size();
        if (explained) {
            models.statements().drain();
            page(condition, knownAt, order, TransactionPlace.before(order), 5);
            count(condition, knownAt, 5);
            for (String sql : models.statements().drain()) {
                List<String> plan = sql.contains("{") || !sql.contains("transactions")
                        ? List.of()
                        : Plans.of(models.connections(), sql);
                assertThat(plan)
                        .as(filter.text() + "\n" + String.join("\n", plan))
                        .noneMatch(line -> line.contains("Seq Scan"));
            }
        }
    }

    private List<Long> pages(Condition condition, long knownAt, Order order) {
        List<Long> pages = new ArrayList<>();
        List<TransactionPlace> page = page(condition, knownAt, order, TransactionPlace.before(order), PAGE);
        while (!page.isEmpty()) {
            pages.addAll(page.stream().map(TransactionPlace::position).toList());
            page = page(condition, knownAt, order, page.getLast(), PAGE);
        }
        return pages;
    }

    private List<TransactionPlace> page(
            Condition condition, long knownAt, Order order, TransactionPlace beyond, int limit) {
        return models.read(snapshot -> {
            snapshot.bound(Duration.ofSeconds(5));
            return models.bean(FilteredTransactions.class)
                    .page(snapshot, 1, SCALES, condition, knownAt, order, beyond, limit);
        });
    }

    private long count(Condition condition, long knownAt, int limit) {
        return models.read(snapshot -> {
            snapshot.bound(Duration.ofSeconds(5));
            return models.bean(FilteredTransactions.class).count(snapshot, 1, SCALES, condition, knownAt, limit);
        });
    }

    @Test
    void all_are_counted_and_no_more_than_are_wanted() {
        all.forEach((knownAt, told) ->
                assertThat(count(null, knownAt, 10_000)).as("at " + knownAt).isEqualTo(told.size()));
        assertThat(count(null, Clocks.EVERYTHING, 7)).isEqualTo(7);
    }

    @Test
    void what_is_said_of_postings_needs_an_account_beside_it() throws FilterMalformed {
        Condition condition = FilterLanguage.TRANSACTIONS.parse("metadata.region==eu;amount=ge=1");

        assertThatThrownBy(() -> count(condition, Clocks.EVERYTHING, 10))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("Add account==…");
    }

    @Test
    void what_looks_like_sql_is_a_value() throws FilterMalformed {
        for (String odd : List.of("'; drop table x; --", "' or '1'='1", "$1", "?", "{accounts}", "%", "{0}")) {
            for (String field : List.of("reference", "metadata.region", "\"metadata." + odd + "\"")) {
                assertThat(count(FilterLanguage.TRANSACTIONS.parse(field + "==\"" + odd + "\""), Clocks.EVERYTHING, 10))
                        .isZero();
            }
        }
    }
}
