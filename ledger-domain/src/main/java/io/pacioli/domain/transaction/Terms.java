package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Right;
import java.util.List;
import java.util.function.Consumer;

/**
 * On what terms a transaction is to be put into the books, beyond what it says.
 *
 * @param conditions what has to hold of accounts before it, at most {@value #CONDITIONS_MAX}
 * @param adjustment whether it may be effective in a closed period, which needs a right
 * @param force whether it passes limits and freezes of accounts, which needs another
 */
public record Terms(List<Condition> conditions, boolean adjustment, boolean force) {

    public static final int CONDITIONS_MAX = 100;

    /** The terms of most transactions. */
    public static final Terms NONE = new Terms(List.of(), false, false);

    private static final Claim ADJUSTING = new Claim(Right.ADJUST, "/adjustment");
    private static final Claim FORCING = new Claim(Right.FORCE, "/force");

    public Terms {
        conditions = List.copyOf(conditions);
        if (conditions.size() > CONDITIONS_MAX) {
            throw new IllegalArgumentException("at most 100 conditions, not " + conditions.size());
        }
    }

    /** Terms of no other kind than conditions. */
    public Terms(List<Condition> conditions) {
        this(conditions, false, false);
    }

    /** The rights that they need. */
    List<Claim> claims() {
        if (adjustment && force) {
            return List.of(FORCING, ADJUSTING);
        }
        return adjustment ? List.of(ADJUSTING) : force ? List.of(FORCING) : List.of();
    }

    /** Tells of each account that has to be looked at for them. */
    void forEachAccount(Consumer<AccountPath> account) {
        conditions.forEach(condition -> account.accept(condition.account()));
    }
}
