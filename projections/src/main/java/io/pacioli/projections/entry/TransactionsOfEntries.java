package io.pacioli.projections.entry;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.util.List;

/** Puts the positions of postings in the place of the references of their transactions, so that an index of entries finds them. */
final class TransactionsOfEntries {

    /** What was held has its entries where it was posted. */
    private static final String WITH_REFERENCES = """
            select coalesce(h.posted_at, t.position)
            from {transactions}.transactions t
            left join {holds}.postings h on h.position = t.position
            where t.ledger_id = ? and t.reference is not null and t.reference = any(?)""";

    private final ReadSnapshot snapshot;
    private final long ledgerId;

    TransactionsOfEntries(ReadSnapshot snapshot, long ledgerId) {
        this.snapshot = snapshot;
        this.ledgerId = ledgerId;
    }

    Condition resolved(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) ->
                new All(parts.stream().map(this::resolved).toList());
            case Any(List<Condition> parts) ->
                new Any(parts.stream().map(this::resolved).toList());
            case Term term
            when term.field() == Field.REFERENCE -> new Term(Field.POSITION, term.comparison(), withReferences(term));
            default -> condition;
        };
    }

    private List<Long> withReferences(Term references) {
        return snapshot.query(WITH_REFERENCES)
                .param(ledgerId)
                .param(references.texts())
                .query(Long.class)
                .list();
    }
}
