package io.pacioli.domain.batch;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
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
public record RecordBatch(LedgerId ledger, boolean atomic, boolean continueOnFailure, List<BatchItem> items)
        implements Command {

    public static final int ITEMS_MAX = 1_000;

    /**
     * How large what comes of a batch may be, in lines: a hold that is posted and a transaction that is taken back are named in a
     * few bytes, and each may have a thousand of them.
     */
    public static final int LINES_MAX = 100_000;

    public RecordBatch {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("1 to 1,000 items, not " + items.size());
        }
        for (int place = 0; place < items.size(); place++) {
            requireEarlier(items.get(place).dependsOn(), place);
        }
    }

    private static void requireEarlier(List<Integer> dependsOn, int place) {
        if (dependsOn.isEmpty()) {
            return;
        }
        if (dependsOn.size() > BatchItem.DEPENDENCIES_MAX
                || dependsOn.stream().anyMatch(other -> other < 0 || other >= place)
                || Set.copyOf(dependsOn).size() < dependsOn.size()) {
            throw new IllegalArgumentException("item %d cannot depend on %s".formatted(place, dependsOn));
        }
    }

    @Override
    public List<StreamId> streams() {
        Set<StreamId> streams = new LinkedHashSet<>();
        items.forEach(item -> streams.addAll(item.command().streams()));
        return List.copyOf(streams);
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return items.stream()
                .flatMap(item -> item.command().uniqueKeys().stream())
                .toList();
    }

    @Override
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>(0);
        for (int place = 0; place < items.size(); place++) {
            for (Claim claim : items.get(place).command().claims()) {
                claims.add(new Claim(claim.right(), "/items/" + place + claim.pointer()));
            }
        }
        return claims;
    }

    @Override
    public int weight() {
        return items.stream().mapToInt(item -> item.command().weight()).sum();
    }
}
