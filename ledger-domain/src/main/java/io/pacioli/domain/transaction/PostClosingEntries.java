package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bring every income and expense account of a ledger to zero at the end of a day that was closed for that, and carry the result to
 * an equity account.
 *
 * <p>The ledger does not know what its accounts held on an earlier day. Whoever asks for this has summed it up after the closing;
 * from then on until the entries are recorded the sums cannot change, because nothing is posted for these days, no adjustment either.
 *
 * @param through the day through which the books were closed
 * @param closing the ledger's version with that closing, which tells it from one that was reopened since
 * @param identity what the transaction is to be called
 * @param balances those of all income and expense accounts by effective date through that day, without those that are zero
 */
public record PostClosingEntries(
        LedgerId ledger,
        LocalDate through,
        long closing,
        AccountPath account,
        Identity identity,
        List<NetBalance> balances)
        implements TransactionCommand {

    /** How many balances have to be looked for: with one more there are too many. */
    public static final int BALANCES_MAX = Postings.SIZE_MAX - 1;

    public PostClosingEntries {
        balances = List.copyOf(balances);
    }

    /** The entries, those of the equity account last, or why there can be none. */
    public Result<Postings> postings() {
        List<Posting> lines = new ArrayList<>(balances.size() + 1);
        Map<Currency, BigInteger> results = new LinkedHashMap<>();
        for (NetBalance balance : balances) {
            lines.add(
                    line(balance.account(), balance.currency(), balance.debit().negate()));
            results.merge(balance.currency(), balance.debit(), BigInteger::add);
        }
        results.values().removeIf(result -> result.signum() == 0);
        if (lines.size() + results.size() > Postings.SIZE_MAX) {
            return Result.refused(new Rejection.ClosingEntriesTooMany());
        }
        for (Map.Entry<Currency, BigInteger> result : results.entrySet()) {
            if (!Money.fits(result.getValue().abs())) {
                return Result.refused(
                        new Rejection.BalanceTooLarge(account, result.getKey().code()));
            }
            lines.add(line(account, result.getKey(), result.getValue()));
        }
        return Result.of(new Postings(lines));
    }

    private static Posting line(AccountPath account, Currency currency, BigInteger debit) {
        return new Posting(
                account, debit.signum() > 0 ? Direction.DEBIT : Direction.CREDIT, new Money(debit.abs(), currency));
    }

    /** The marks of the entries, and of what takes them back. */
    public Marks marks() {
        return Marks.closing(through);
    }

    @Override
    public EffectiveAt effectiveAt() {
        return new EffectiveAt.EndOf(through);
    }

    @Override
    public @Nullable Reference reference() {
        return null;
    }

    @Override
    public @Nullable Description description() {
        return null;
    }

    @Override
    public Metadata metadata() {
        return Metadata.NONE;
    }

    @Override
    public Terms terms() {
        return Terms.NONE;
    }

    @Override
    public List<StreamId> streams() {
        Set<StreamId> streams = new LinkedHashSet<>();
        streams.add(ledger.stream());
        streams.add(account.streamIn(ledger));
        balances.forEach(balance -> streams.add(balance.account().streamIn(ledger)));
        return List.copyOf(streams);
    }

    @Override
    public int weight() {
        return Math.max(1, balances.size() / 2);
    }
}
