package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.domain.money.CurrencyCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Post a transaction.
 *
 * @param identity the transaction's id, and whether the client chose it
 * @param postings the lines as the client put them, {@value Postings#SIZE_MIN} to {@value Postings#SIZE_MAX}
 */
public record PostTransaction(
        LedgerId ledger,
        Identity identity,
        @Nullable Reference reference,
        @Nullable Description description,
        EffectiveAt effectiveAt,
        List<RequestedPosting> postings,
        Metadata metadata)
        implements TransactionCommand {

    /**
     * A transaction's id and where it comes from.
     *
     * @param fresh whether we have just made it, so that nobody can have used it before
     */
    public record Identity(TransactionId id, boolean fresh) {}

    /** A line whose currency nobody has looked up yet: a positive amount in major units. */
    public record RequestedPosting(AccountPath account, Direction direction, BigDecimal amount, CurrencyCode currency) {

        public RequestedPosting {
            if (amount.signum() <= 0) {
                throw new IllegalArgumentException("an amount has to be positive: " + amount);
            }
        }
    }

    public PostTransaction {
        postings = List.copyOf(postings);
        if (postings.size() < Postings.SIZE_MIN || postings.size() > Postings.SIZE_MAX) {
            throw new IllegalArgumentException("2 to 1,000 postings, not " + postings.size());
        }
    }

    @Override
    public TransactionId transaction() {
        return identity.id();
    }

    @Override
    public List<StreamId> streams() {
        List<StreamId> streams = new ArrayList<>(4);
        streams.add(ledger.stream());
        if (!identity.fresh()) {
            streams.add(transaction().streamIn(ledger));
        }
        Set<AccountPath> accounts = new LinkedHashSet<>();
        for (RequestedPosting posting : postings) {
            if (accounts.add(posting.account())) {
                streams.add(posting.account().streamIn(ledger));
            }
        }
        return streams;
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return reference == null ? List.of() : List.of(reference.keyIn(ledger));
    }

    @Override
    public int weight() {
        return Math.max(1, postings.size() / 2);
    }
}
