package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The read model of transactions has, for each up to its position, a digest of every key and value of its metadata as they were
 * changed last until there, one of each that it had before, with the positions between which it had it, and no other. Transactions
 * of whose digests some came or went later wait until the end; what the changes of others left has to be what they began with, which
 * is fetched at the end.
 */
final class TransactionMetadataEqualFold implements Invariant {

    /**
     * @param since null where it came with the transaction and is still there
     * @param until null where it is still there
     */
    private record Digest(
            long ledgerId,
            UUID pair,
            String tenant,
            @Nullable Long since,
            @Nullable Long until) {

        static Digest read(BinaryRows row) {
            return new Digest(row.int8(), row.uuid(), row.text(), row.int8OrNull(), row.int8OrNull());
        }

        boolean isOfBeginning() {
            return since == null && until == null;
        }

        Digest former(long begun, long end) {
            return new Digest(ledgerId, pair, tenant, since == null ? begun : since, end);
        }

        Digest ofAnyTime() {
            return new Digest(ledgerId, pair, tenant, null, null);
        }
    }

    /** What a transaction's digests have been so far, and all that there are of it. */
    private static final class Course {

        final String where;
        final long position;
        final Set<Digest> found;
        final Set<Digest> former = new HashSet<>(0);
        Map<UUID, Digest> present;

        /** Once a change was erased, nobody can tell when a digest came or went. */
        boolean isErased;

        Course(SeenEvent event, Map<UUID, Digest> begun, List<Digest> found) {
            this.where = event.where();
            this.position = event.position();
            this.present = begun;
            this.found = Set.copyOf(found);
        }

        void become(Map<UUID, Digest> changed, long at) {
            present.forEach((pair, digest) -> {
                if (!changed.containsKey(pair)) {
                    former.add(digest.former(position, at));
                }
            });
            Map<UUID, Digest> after = new HashMap<>(changed);
            present.forEach((pair, digest) -> after.computeIfPresent(pair, (_, _) -> digest));
            present = after;
        }

        Set<Digest> expected() {
            Set<Digest> expected = new HashSet<>(former);
            expected.addAll(present.values());
            return isErased ? inAnyTime(expected) : expected;
        }

        Set<Digest> found() {
            return isErased ? inAnyTime(found) : found;
        }

        private static Set<Digest> inAnyTime(Set<Digest> digests) {
            return digests.stream()
                    .filter(digest -> digest.until() == null)
                    .map(Digest::ofAnyTime)
                    .collect(Collectors.toSet());
        }

        boolean isRight() {
            return expected().equals(found());
        }
    }

    /** What every change has left of a transaction without a digest that came or went later: they may have changed nothing. */
    private record Unmoved(String where, Set<UUID> pairs) {}

    private final Findings findings;
    private final Moment moment;
    private final Fold fold;
    private final RowsByPosition<Digest> rows;
    private final long position;
    private final Map<UUID, Course> waiting = new HashMap<>();
    private final Map<UUID, Unmoved> unmoved = new LinkedHashMap<>();

    /** Those whose last change was erased: what it has left is not known. */
    private final Set<UUID> unknown = new HashSet<>();

    TransactionMetadataEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.moment = moment;
        this.fold = fold;
        this.position = tables.position(Projection.TRANSACTIONS);
        this.rows = tables.alongside(
                moment, """
                        select position, ledger_id, pair, tenant, since, null::bigint as until
                        from {transactions}.metadata where %1$s
                        union all
                        select position, ledger_id, pair, tenant, since, until
                        from {transactions}.former_metadata where %1$s order by position
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")), Digest::read, findings, this);
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<Digest> found = rows.at(event.position());
        if (event.event() instanceof BeginningEvent begun) {
            begin(event, new Course(event, digests(begun.ledger(), begun.metadata(), null), found));
        } else if (!found.isEmpty()) {
            findings.add(this, event.where(), "no transaction, and so no digests", found);
        }
        if (event.event() instanceof TransactionMetadataChanged change && event.continuedStream() != null) {
            change(event, event.continuedStream(), change);
        }
    }

    /** What changes anything leaves a digest that came or went later: to wait without any would keep all transactions in memory. */
    private void begin(SeenEvent event, Course begun) {
        if (begun.found.stream().allMatch(Digest::isOfBeginning)) {
            compare(begun);
        } else {
            waiting.put(event.transactionStream(), begun);
        }
    }

    private void change(SeenEvent event, UUID stream, TransactionMetadataChanged change) {
        Course transaction = waiting.get(stream);
        if (MetadataFollowChanges.isErased(change.change())) {
            unknown.add(stream);
            if (transaction != null) {
                transaction.isErased = true;
            }
            return;
        }
        boolean wasUnknown = unknown.contains(stream);
        Map<UUID, Digest> changed = digests(change.ledger(), change.metadata(), event.position());
        if (transaction != null) {
            unknown.remove(stream);
            transaction.become(changed, event.position());
        } else if (!wasUnknown) {
            Unmoved first = unmoved.putIfAbsent(stream, new Unmoved(event.where(), changed.keySet()));
            if (first != null && !first.pairs().equals(changed.keySet())) {
                tellOfMissing(event.where(), changed.keySet());
            }
        }
    }

    private void tellOfMissing(String where, Set<UUID> changed) {
        findings.add(this, where, changed, "no digest that tells of a change");
    }

    private Map<UUID, Digest> digests(LedgerId ledger, Metadata metadata, @Nullable Long since) {
        if (metadata.isEmpty()) {
            return Map.of();
        }
        long ledgerId = fold.ledger(ledger).openedPosition;
        return MetadataPair.of(metadata.pairs()).stream()
                .collect(Collectors.toMap(
                        pair -> pair,
                        pair -> new Digest(ledgerId, pair, ledger.tenant().name(), since, null)));
    }

    @Override
    public void end() throws SQLException {
        waiting.forEach((stream, transaction) -> {
            if (!unknown.contains(stream)) {
                compare(transaction);
            }
        });
        new PostedTransactions(moment).of(unmoved.keySet(), (stream, begun) -> {
            Unmoved left = unmoved.get(stream);
            if (begun != null
                    && !left.pairs()
                            .equals(Set.copyOf(
                                    MetadataPair.of(begun.event().metadata().pairs())))) {
                tellOfMissing(left.where(), left.pairs());
            }
        });
        rows.end();
    }

    private void compare(Course transaction) {
        if (!transaction.isRight()) {
            findings.add(this, transaction.where, transaction.expected(), transaction.found());
        }
    }
}
