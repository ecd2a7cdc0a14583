package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.StreamId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Post a transaction that is held; what is not posted of it is released.
 *
 * @param effectiveAt when it happened for the business, whatever was expected when it was put in reserve
 * @param part how much of which lines, each as it stands in the hold; null for all of it
 */
public record PostHold(
        LedgerId ledger,
        TransactionId transaction,
        EffectiveAt effectiveAt,
        @Nullable List<RequestedPosting> part,
        Terms terms)
        implements HoldCommand {

    public PostHold {
        if (part != null) {
            part = List.copyOf(part);
            Postings.requireSize(part.size());
        }
    }

    @Override
    public List<StreamId> streams() {
        Set<StreamId> streams = new LinkedHashSet<>(HoldCommand.super.streams());
        if (part != null) {
            part.forEach(posting -> streams.add(posting.account().streamIn(ledger)));
        }
        terms.forEachAccount(account -> streams.add(account.streamIn(ledger)));
        return List.copyOf(streams);
    }

    @Override
    public List<Claim> claims() {
        return terms.claims();
    }

    @Override
    public int weight() {
        int ofPart = part == null ? WEIGHT : Math.max(1, part.size() / 2);
        return ofPart + terms.conditions().size() / 2;
    }
}
