package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.TransactionFact;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * No transaction leaves less available of an account than its minimum, nor brings it to more than its maximum with what open holds
 * may yet bring: unless it was below, or above, already and comes no farther, or was forced.
 */
final class LimitsKept implements Invariant {

    /** What an account has in a currency, in minor units: less what open holds may take, and with what they may bring. */
    private record Reckoned(BigInteger available, BigInteger withInflow) {

        static final Reckoned NOTHING = new Reckoned(BigInteger.ZERO, BigInteger.ZERO);

        static Reckoned of(Totals totals, Totals pending, Direction side) {
            return new Reckoned(
                    totals.available(side, pending), totals.balance(side).add(pending.on(side)));
        }
    }

    private final Findings findings;
    private final Fold fold;

    /** Only of accounts and currencies that have limits. */
    private final Map<Holding, Reckoned> before = new HashMap<>();

    LimitsKept(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        if (event.event() instanceof AccountLimitsChanged changed) {
            AccountState account = fold.ledger(changed.ledger()).account(changed.account());
            for (Limits limits : changed.limits()) {
                Holding holding = account.holding(limits.currency());
                before.put(holding, reckoned(holding));
            }
        } else if (event.event() instanceof TransactionFact fact) {
            boolean forced = isForced(fact);
            for (Holding holding : fold.moved()) {
                Limits limits = holding.account.limits(holding.currency);
                if (limits != null) {
                    Reckoned after = reckoned(holding);
                    Reckoned then = before.put(holding, after);
                    if (!forced) {
                        check(event, holding, limits, then == null ? Reckoned.NOTHING : then, after);
                    }
                }
            }
        }
    }

    static boolean isForced(TransactionFact fact) {
        return switch (fact) {
            case BeginningEvent begun -> begun.marks().forced();
            case PostingEvent posted -> posted.marks().forced();
            default -> false;
        };
    }

    private static Reckoned reckoned(Holding holding) {
        return holding.account.type == null
                ? Reckoned.NOTHING
                : Reckoned.of(holding.totals, holding.pending, holding.account.type.normalSide());
    }

    private void check(SeenEvent event, Holding holding, Limits limits, Reckoned then, Reckoned now) {
        BigInteger least =
                limits.minimum() == null ? now.available() : limits.minimum().min(then.available());
        if (now.available().compareTo(least) < 0) {
            tell(event, holding, "at least " + least + " available", now.available());
        }
        BigInteger most =
                limits.maximum() == null ? now.withInflow() : limits.maximum().max(then.withInflow());
        if (now.withInflow().compareTo(most) > 0) {
            tell(event, holding, "at most " + most + " with what holds may bring", now.withInflow());
        }
    }

    private void tell(SeenEvent event, Holding holding, String expected, BigInteger found) {
        findings.add(
                this,
                event.where(),
                "%s of %s in %s (minor units)".formatted(expected, holding.account.path, holding.currency),
                found);
    }
}
