package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import java.util.List;
import java.util.function.Consumer;

/**
 * On what terms a transaction is to be put into the books, beyond what it says.
 *
 * @param conditions what has to hold of accounts before it, at most {@value #CONDITIONS_MAX}
 */
public record Terms(List<Condition> conditions) {

    public static final int CONDITIONS_MAX = 100;

    /** The terms of most transactions. */
    public static final Terms NONE = new Terms(List.of());

    public Terms {
        conditions = List.copyOf(conditions);
        if (conditions.size() > CONDITIONS_MAX) {
            throw new IllegalArgumentException("at most 100 conditions, not " + conditions.size());
        }
    }

    /** Tells of each account that has to be looked at for them. */
    void forEachAccount(Consumer<AccountPath> account) {
        conditions.forEach(condition -> account.accept(condition.account()));
    }
}
