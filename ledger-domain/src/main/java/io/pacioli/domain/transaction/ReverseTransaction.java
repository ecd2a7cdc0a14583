package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Take a posted transaction back by posting its mirror image; what was posted stays.
 *
 * @param reversed the transaction to take back
 * @param identity the new transaction's id, and whether the client chose it
 * @param part how much of which lines, each as it stands in the transaction to take back; null for all that is left
 */
public record ReverseTransaction(
        LedgerId ledger,
        TransactionId reversed,
        Identity identity,
        @Nullable Reference reference,
        @Nullable Description description,
        EffectiveAt effectiveAt,
        @Nullable List<RequestedPosting> part,
        Metadata metadata,
        Terms terms)
        implements TransactionCommand {

    /** The accounts are known only once the transaction is: as much work as one of a few lines, at a guess. */
    private static final int WEIGHT = 4;

    /** A reversal on no special terms. */
    public ReverseTransaction(
            LedgerId ledger,
            TransactionId reversed,
            Identity identity,
            @Nullable Reference reference,
            @Nullable Description description,
            EffectiveAt effectiveAt,
            @Nullable List<RequestedPosting> part,
            Metadata metadata) {
        this(ledger, reversed, identity, reference, description, effectiveAt, part, metadata, Terms.NONE);
    }

    public ReverseTransaction {
        if (part != null) {
            part = List.copyOf(part);
            Postings.requireSize(part.size());
        }
    }

    @Override
    public List<StreamId> streams() {
        Set<StreamId> streams = new LinkedHashSet<>();
        streams.add(ledger.stream());
        streams.add(reversed.streamIn(ledger));
        if (!identity.fresh()) {
            streams.add(transaction().streamIn(ledger));
        }
        if (part != null) {
            part.forEach(posting -> streams.add(posting.account().streamIn(ledger)));
        }
        terms.forEachAccount(account -> streams.add(account.streamIn(ledger)));
        return List.copyOf(streams);
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return reference == null ? List.of() : List.of(reference.keyIn(ledger));
    }

    @Override
    public List<Claim> claims() {
        return terms.claims();
    }

    @Override
    public int weight() {
        int size = terms.conditions().size();
        return part == null ? WEIGHT + size / 2 : Math.max(1, (part.size() + size) / 2);
    }
}
