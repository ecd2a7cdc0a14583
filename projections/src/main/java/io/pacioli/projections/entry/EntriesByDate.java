package io.pacioli.projections.entry;

import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.DayRange;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The entries of accounts in one currency after the other, each in effective order: by effective date, within a day as they were
 * recorded.
 */
@Component
public class EntriesByDate {

    /** An account in one currency. */
    public record Section(long accountId, CurrencyCode currency) {}

    /** A place among the entries of a section. */
    public record Place(LocalDate effectiveDate, long position, int line) {

        /** Before everything there is, as seen in that order. */
        public static Place before(Order order) {
            return order == Order.OLDEST_FIRST
                    ? before((LocalDate) null)
                    : new Place(DayRange.LATEST, Long.MAX_VALUE, Short.MAX_VALUE);
        }

        /** Before all that is effective on a day or later; with null, before everything. */
        public static Place before(@Nullable LocalDate day) {
            return new Place(day == null ? DayRange.EARLIEST : day, 0, 0);
        }
    }

    /** An entry, and which of the sections it is of, from 0. */
    public record Found(int section, EntryRow entry) {}

    /** A range of a section, whose number it has; with the last line that is not wanted of the first position. */
    private record Part(int number, Section section, DayRange range, int line) {}

    /**
     * Sections, and ranges of days within one, have an order that the database knows, by their ordinality, so that it takes one after the
     * other and stops when the page is full. Within a range no more is asked for than the order of the index; the lines of a transaction,
     * which it does not tell apart, come all or none and are put in order afterwards.
     */
    private static final String PAGE = """
            select s.section, e.position, e.line, e.effective_date, e.direction, e.currency, e.amount, e.debits, e.credits
            from unnest(?::integer[], ?::bigint[], ?::text[], ?::text[]::date[], ?::text[]::date[], ?::bigint[], ?::bigint[],
                ?::smallint[]) with ordinality
              as s(section, account_id, currency, first, last, low, high, line, place)
            cross join lateral (
              select position, line, effective_date, direction, currency, amount, debits, credits
              from {entries}.entries
              where account_id = s.account_id and currency = s.currency and effective_date >= s.first and effective_date <= s.last
                and position >= s.low and position <= s.high and (position > s.low or line > s.line)
              order by effective_date, position
              fetch first (?) rows with ties
            ) e
            order by s.place, e.effective_date, e.position, e.line
            limit ?""";

    private static final String OF_ACCOUNT = """
            select e.position, e.line, e.effective_date, e.direction, e.currency, e.amount, e.debits, e.credits
            from unnest(?::text[]::date[], ?::text[]::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::smallint[]) with ordinality
              as s(first, last, low, high, position, line, place)
            cross join (select account_id, currency from {balances}.balances where account_id = ?) b
            cross join lateral (
              select position, line, effective_date, direction, currency, amount, debits, credits
              from {entries}.entries
              where account_id = b.account_id and currency = b.currency and effective_date >= s.first and effective_date <= s.last
                and position >= s.low and position <= s.high and (position {beyond} s.position or line {beyond} s.line)
              order by effective_date {order}, position {order}
              fetch first (?) rows with ties
            ) e
            order by s.place, e.effective_date {order}, e.position {order}, e.line {order}
            limit ?""";

    /**
     * The entries of an account in all its currencies together, from just beyond a place; of each currency no more than a page has
     * room for are looked at.
     */
    public List<EntryRow> page(
            ReadSnapshot snapshot, long accountId, Order order, Clocks clocks, Place beyond, int limit) {
        List<DayRange> ranges = DayRange.beyond(
                order,
                beyond.effectiveDate(),
                beyond.position(),
                DayRange.EARLIEST,
                clocks.asOf() == null ? DayRange.LATEST : clocks.asOf(),
                clocks.knownAt());
        Place outside = Place.before(order);
        snapshot.walk();
        return snapshot.query(order.in(OF_ACCOUNT))
                .params(List.of(
                        array(String[]::new, ranges, range -> range.first().toString()),
                        array(String[]::new, ranges, range -> range.last().toString()),
                        array(Long[]::new, ranges, DayRange::low),
                        array(Long[]::new, ranges, DayRange::high),
                        array(Long[]::new, ranges, range -> (range.begun() ? beyond : outside).position()),
                        array(Short[]::new, ranges, range -> (short) (range.begun() ? beyond : outside).line()),
                        accountId,
                        limit,
                        limit))
                .query(Entries::row)
                .list();
    }

    /**
     * The entries of sections, one after the other.
     *
     * @param beyond where the first section begins; the others begin with the day that {@code from} is
     * @param from the first effective date, or null for the first that there is
     * @param to the last effective date, or null for the last that there is
     * @param knownAt the last position whose entries are looked at
     */
    public List<Found> page(
            ReadSnapshot snapshot,
            List<Section> sections,
            Place beyond,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            long knownAt,
            int limit) {
        LocalDate first = from == null ? DayRange.EARLIEST : from;
        LocalDate last = to == null ? DayRange.LATEST : to;
        List<Part> parts = new ArrayList<>(sections.size() + 1);
        for (int i = 0; i < sections.size(); i++) {
            Place begins = i == 0 ? beyond : Place.before(from);
            for (DayRange range : DayRange.beyond(
                    Order.OLDEST_FIRST, begins.effectiveDate(), begins.position(), first, last, knownAt)) {
                parts.add(new Part(i, sections.get(i), range, range.begun() ? begins.line() : 0));
            }
        }
        snapshot.walk();
        return snapshot.query(PAGE)
                .params(List.of(
                        array(Integer[]::new, parts, Part::number),
                        array(Long[]::new, parts, part -> part.section().accountId()),
                        array(
                                String[]::new,
                                parts,
                                part -> part.section().currency().value()),
                        array(String[]::new, parts, part -> part.range().first().toString()),
                        array(String[]::new, parts, part -> part.range().last().toString()),
                        array(Long[]::new, parts, part -> part.range().low()),
                        array(Long[]::new, parts, part -> part.range().high()),
                        array(Short[]::new, parts, part -> (short) part.line()),
                        limit,
                        limit))
                .query(EntriesByDate::found)
                .list();
    }

    private static <T, V> V[] array(IntFunction<V[]> array, List<T> rows, Function<T, V> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(row.getInt("section"), Entries.row(row, number));
    }
}
