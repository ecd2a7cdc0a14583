package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The read model of transactions has, for each up to its position, a digest of every key and value of its metadata as they were
 * changed last until there, and no other. Digests that are not those of its beginning wait for what it was changed to.
 */
final class TransactionMetadataEqualFold implements Invariant {

    private record Digest(long ledgerId, UUID pair, String tenant) {}

    /** @param expected null where nobody can tell any more */
    private record Waiting(String where, @Nullable Set<Digest> expected, Set<Digest> found) {}

    /** What was changed of a transaction whose digests are those of its beginning, which are fetched at the end. */
    private record Changed(
            String where, LedgerId ledger, @Nullable Set<Digest> expected) {}

    private final Findings findings;
    private final Moment moment;
    private final Fold fold;
    private final RowsByPosition<Digest> rows;
    private final long position;
    private final Map<UUID, Waiting> waiting = new HashMap<>();
    private final Map<UUID, Changed> changed = new LinkedHashMap<>();

    TransactionMetadataEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.moment = moment;
        this.fold = fold;
        this.position = tables.position(Projection.TRANSACTIONS);
        this.rows = new RowsByPosition<>(
                moment.alongside(tables.sql("""
                        select position, ledger_id, pair, tenant from {transactions}.metadata where %s order by position
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")))),
                row -> new Digest(row.int8(), row.uuid(), row.text()),
                (at, digest) -> findings.add(this, "position " + at, "no transaction, and so no digest", digest));
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        Set<Digest> found = Set.copyOf(rows.at(event.position()));
        if (event.event() instanceof BeginningEvent begun) {
            Set<Digest> expected = digests(begun.ledger(), begun.metadata());
            if (!expected.equals(found)) {
                waiting.put(event.transactionStream(), new Waiting(event.where(), expected, found));
            }
            return;
        }
        if (!found.isEmpty()) {
            findings.add(this, event.where(), "no transaction, and so no digests", found);
        }
        if (event.event() instanceof TransactionMetadataChanged change && event.continuedStream() != null) {
            change(event, event.continuedStream(), change);
        }
    }

    private void change(SeenEvent event, UUID stream, TransactionMetadataChanged change) {
        Set<Digest> expected =
                MetadataFollowChanges.isErased(change.change()) ? null : digests(change.ledger(), change.metadata());
        if (waiting.computeIfPresent(stream, (_, begun) -> new Waiting(begun.where(), expected, begun.found()))
                == null) {
            changed.put(stream, new Changed(event.where(), change.ledger(), expected));
        }
    }

    private Set<Digest> digests(LedgerId ledger, Metadata metadata) {
        if (metadata.isEmpty()) {
            return Set.of();
        }
        long ledgerId = fold.ledger(ledger).openedPosition;
        return MetadataPair.of(metadata.pairs()).stream()
                .map(pair -> new Digest(ledgerId, pair, ledger.tenant().name()))
                .collect(Collectors.toSet());
    }

    @Override
    public void end() throws SQLException {
        waiting.values()
                .forEach(transaction -> compare(transaction.where(), transaction.expected(), transaction.found()));
        new PostedTransactions(moment).of(changed.keySet(), (stream, begun) -> {
            Changed last = changed.get(stream);
            if (begun != null) {
                compare(
                        last.where(),
                        last.expected(),
                        digests(last.ledger(), begun.event().metadata()));
            }
        });
        rows.end();
    }

    private void compare(String where, @Nullable Set<Digest> expected, Set<Digest> found) {
        if (expected != null && !expected.equals(found)) {
            findings.add(this, where, expected, found);
        }
    }
}
