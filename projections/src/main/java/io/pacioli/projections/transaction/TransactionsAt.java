package io.pacioli.projections.transaction;

import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Sql;

/** The transactions as they were known at a position: of each the row, present or former, that it had then. */
record TransactionsAt(long knownAt) {

    private static final String NOW = "{transactions}.transactions t";

    private static final String PRESENT = """
            select ledger_id, position, id, reference, status, effective_date, since, null::bigint as until
            from {transactions}.transactions""";

    /** Without any condition of its own, so that PostgreSQL looks each of the two up in its own indexes and merges what it finds in order. */
    private static final String ALL_ALONG = """
            (
              %s
              union all
              select ledger_id, position, id, reference, status, effective_date, since, until
              from {transactions}.former
            ) t""".formatted(PRESENT);

    boolean isNow() {
        return knownAt == Clocks.EVERYTHING;
    }

    /** What to read from; {@link #only()} has to hold of its rows. */
    String rows() {
        return isNow() ? NOW : ALL_ALONG;
    }

    /** Of {@link #rows()} those of now, and those of then. */
    String presentRows() {
        return isNow() ? NOW : "(" + PRESENT + ") t";
    }

    /** The others. */
    static String formerRows() {
        return "{transactions}.former t";
    }

    /** Whether the row {@code t} is the one that the transaction had then, to be added to other conditions. */
    Sql only() {
        return isNow()
                ? new Sql()
                : new Sql()
                        .add(
                                " and t.position <= ? and coalesce(t.since, t.position) <= ? and (t.until is null or t.until > ?)",
                                knownAt,
                                knownAt,
                                knownAt);
    }

    /** Whether something in the named table was recorded by then. */
    Sql recorded(String position) {
        return isNow() ? new Sql() : new Sql().add(" and %s <= ?".formatted(position), knownAt);
    }

    /** Whether a present digest of metadata was there then. */
    Sql pair(String alias) {
        return recorded("coalesce(%1$s.since, %1$s.position)".formatted(alias));
    }

    /** Whether a former digest of metadata was there then. */
    Sql formerPair(String alias) {
        return new Sql().add(" and %1$s.since <= ? and %1$s.until > ?".formatted(alias), knownAt, knownAt);
    }
}
