package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.projections.filter.AccountPattern;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of a ledger are meant.
 *
 * @param subtree an account's path: the account itself, where there is one, and all below it; null for all accounts
 * @param type null for all types
 */
public record AccountFilter(
        @Nullable AccountPath subtree, @Nullable AccountType type) {

    /** A condition that only those accounts can fulfil that are meant here too. */
    public Condition and(Condition condition) {
        Condition both = condition;
        if (type != null) {
            both = both.and(new Term(Field.TYPE, Comparison.ONE_OF, List.of(type.word())));
        }
        if (subtree != null) {
            both = both.and(new Term(Field.ACCOUNT, Comparison.ONE_OF, List.of(AccountPattern.subtreeOf(subtree))));
        }
        return both;
    }
}
