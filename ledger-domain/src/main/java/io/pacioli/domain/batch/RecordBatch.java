package io.pacioli.domain.batch;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.domain.transaction.PostTransaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decide several commands of one ledger in their order and record what came of each.
 *
 * @param atomic whether the first rejection undoes all of them
 * @param continueOnFailure whether those after the first rejection are still decided; an atomic batch never does
 * @param items 1 to {@value #ITEMS_MAX} commands
 */
public record RecordBatch(LedgerId ledger, boolean atomic, boolean continueOnFailure, List<PostTransaction> items)
        implements Command {

    public static final int ITEMS_MAX = 1_000;

    public RecordBatch {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("1 to 1,000 items, not " + items.size());
        }
    }

    @Override
    public List<StreamId> streams() {
        Set<StreamId> streams = new LinkedHashSet<>();
        items.forEach(item -> streams.addAll(item.streams()));
        return List.copyOf(streams);
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return items.stream().flatMap(item -> item.uniqueKeys().stream()).toList();
    }

    @Override
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>(0);
        for (int i = 0; i < items.size(); i++) {
            for (Claim claim : items.get(i).claims()) {
                claims.add(new Claim(claim.right(), "/items/" + i + claim.pointer()));
            }
        }
        return claims;
    }

    @Override
    public int weight() {
        return items.stream().mapToInt(Command::weight).sum();
    }
}
