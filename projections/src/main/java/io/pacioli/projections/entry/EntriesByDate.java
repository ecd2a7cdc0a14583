package io.pacioli.projections.entry;

import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
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

        private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

        /** Before everything there is, as seen in that order. */
        public static Place before(Order order) {
            return order == Order.OLDEST_FIRST
                    ? before((LocalDate) null)
                    : new Place(LATEST, Long.MAX_VALUE, Short.MAX_VALUE);
        }

        /** Before all that is effective on a day or later; with null, before everything. */
        public static Place before(@Nullable LocalDate day) {
            return new Place(day == null ? EARLIEST : day, 0, 0);
        }
    }

    /** An entry, and which of the sections it is of, from 0. */
    public record Found(int section, EntryRow entry) {}

    /** The last day that the database is asked for where a period has no end. */
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /**
     * Sections have an order that the database knows, by their ordinality, so that it takes one after the other and stops when the
     * page is full. Within a section no more is asked for than the order of the index; the lines of a transaction, which it does not tell
     * apart, come all or none and are put in order afterwards. Were a section sorted, the database might fetch all of a period for a page.
     */
    private static final String PAGE = """
            select s.place, e.position, e.line, e.effective_date, e.direction, e.currency, e.amount, e.debits, e.credits
            from unnest(?::bigint[], ?::text[], ?::text[]::date[], ?::bigint[], ?::smallint[]) with ordinality
              as s(account_id, currency, day, position, line, place)
            cross join lateral (
              select position, line, effective_date, direction, currency, amount, debits, credits
              from {entries}.entries
              where account_id = s.account_id and currency = s.currency and effective_date >= s.day and effective_date <= ?
                and position <= ? and (effective_date, position, line) > (s.day, s.position, s.line)
              order by effective_date, position
              fetch first (?) rows with ties
            ) e
            order by s.place, e.effective_date, e.position, e.line
            limit ?""";

    private static final String OF_ACCOUNT = """
            select e.position, e.line, e.effective_date, e.direction, e.currency, e.amount, e.debits, e.credits
            from (select account_id, currency from {balances}.balances where account_id = ?) b
            cross join lateral (
              select position, line, effective_date, direction, currency, amount, debits, credits
              from {entries}.entries
              where account_id = b.account_id and currency = b.currency and effective_date <= ? and position <= ?
                and (effective_date, position, line) {beyond} (?, ?, ?::smallint)
              order by effective_date {order}, position {order}
              fetch first (?) rows with ties
            ) e
            order by e.effective_date {order}, e.position {order}, e.line {order}
            limit ?""";

    /**
     * The entries of an account in all its currencies together, from just beyond a place; of each currency no more than a page has
     * room for are looked at.
     */
    public List<EntryRow> page(
            ReadSnapshot snapshot, long accountId, Order order, Clocks clocks, Place beyond, int limit) {
        LocalDate to = clocks.asOf();
        return snapshot.query(order.in(OF_ACCOUNT))
                .params(List.of(
                        accountId,
                        to == null ? LATEST : to,
                        clocks.knownAt(),
                        beyond.effectiveDate(),
                        beyond.position(),
                        beyond.line(),
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
        int size = sections.size();
        Long[] accounts = new Long[size];
        String[] currencies = new String[size];
        String[] days = new String[size];
        Long[] positions = new Long[size];
        Short[] lines = new Short[size];
        for (int i = 0; i < size; i++) {
            Place begins = i == 0 ? beyond : Place.before(from);
            accounts[i] = sections.get(i).accountId();
            currencies[i] = sections.get(i).currency().value();
            days[i] = begins.effectiveDate().toString();
            positions[i] = begins.position();
            lines[i] = (short) begins.line();
        }
        return snapshot.query(PAGE)
                .params(List.of(
                        accounts, currencies, days, positions, lines, to == null ? LATEST : to, knownAt, limit, limit))
                .query(EntriesByDate::found)
                .list();
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(row.getInt("place") - 1, Entries.row(row, number));
    }
}
