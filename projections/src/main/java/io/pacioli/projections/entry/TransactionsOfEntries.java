package io.pacioli.projections.entry;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.util.List;

/**
 * Puts the positions of postings in the place of what is said of their transactions, so that an index of entries finds them: of
 * references always, and of metadata that few transactions have.
 */
final class TransactionsOfEntries {

    /** Of metadata that more transactions have, each entry of the account is asked for its own. */
    static final int POSITIONS_MAX = 1_000;

    /** What was held has its entries where it was posted. */
    private static final String WITH_REFERENCES = """
            select coalesce(h.posted_at, t.position)
            from {transactions}.transactions t
            left join {holds}.postings h on h.position = t.position
            where t.ledger_id = ? and t.reference is not null and t.reference = any(?::text[])""";

    private static final String WITH_PAIRS = """
            select coalesce(h.posted_at, m.position)
            from (
              (select position from {transactions}.metadata
               where ledger_id = ? and pair = any(?::text[]::uuid[]) and coalesce(since, position) <= ? limit ?)
              union all
              (select position from {transactions}.former_metadata
               where ledger_id = ? and pair = any(?::text[]::uuid[]) and since <= ? and until > ? limit ?)
            ) m
            left join {holds}.postings h on h.position = m.position
            limit ?""";

    private final ReadSnapshot snapshot;
    private final long ledgerId;
    private final long knownAt;

    TransactionsOfEntries(ReadSnapshot snapshot, long ledgerId, long knownAt) {
        this.snapshot = snapshot;
        this.ledgerId = ledgerId;
        this.knownAt = knownAt;
    }

    Condition resolved(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) ->
                new All(parts.stream().map(this::resolved).toList());
            case Any(List<Condition> parts) ->
                new Any(parts.stream().map(this::resolved).toList());
            case Term term
            when term.field() == Field.REFERENCE ->
                at(term, positions(new Sql().add(WITH_REFERENCES, ledgerId, term.texts())));
            case Term term
            when term.field() == Field.METADATA -> {
                List<Long> positions = withPairs(term);
                yield positions.size() > POSITIONS_MAX ? term : at(term, positions);
            }
            default -> condition;
        };
    }

    private static Condition at(Term term, List<Long> positions) {
        return new Term(Field.POSITION, term.comparison(), positions);
    }

    private List<Long> withPairs(Term term) {
        String[] pairs = EntryConditions.pairs(term);
        int limit = POSITIONS_MAX + 1;
        return positions(new Sql()
                .add(WITH_PAIRS, ledgerId, pairs, knownAt, limit, ledgerId, pairs, knownAt, knownAt, limit, limit));
    }

    private List<Long> positions(Sql sql) {
        return snapshot.query(sql).query(Long.class).list();
    }
}
