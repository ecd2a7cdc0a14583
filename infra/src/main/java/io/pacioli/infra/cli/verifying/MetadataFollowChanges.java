package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a transaction's metadata says that they are after it is what they were before, and the change; and the
 * transaction stands before it in the journal. Nothing can be told of a change whose texts were erased, nor of what it has left.
 */
final class MetadataFollowChanges implements Invariant {

    private static final class Changed {
        final String where;
        final long position;
        final TransactionMetadataChanged first;

        /** What the last change has left, or null where that was erased. */
        @Nullable
        Metadata left;

        Changed(SeenEvent seen, TransactionMetadataChanged first) {
            this.where = seen.where();
            this.position = seen.position();
            this.first = first;
        }
    }

    private final Findings findings;
    private final Moment moment;
    private final Map<UUID, Changed> transactions = new LinkedHashMap<>();

    MetadataFollowChanges(Findings findings, Moment moment) {
        this.findings = findings;
        this.moment = moment;
    }

    @Override
    public void see(SeenEvent event) {
        UUID stream = event.continuedStream();
        if (stream == null || !(event.event() instanceof TransactionMetadataChanged change)) {
            return;
        }
        Changed transaction = transactions.get(stream);
        if (transaction == null) {
            transaction = new Changed(event, change);
            transactions.put(stream, transaction);
        } else {
            compare(event.where(), transaction.left, change);
        }
        transaction.left = isErased(change.change()) ? null : change.metadata();
    }

    @Override
    public void end() throws SQLException {
        new PostedTransactions(moment).of(transactions.keySet(), (stream, posted) -> {
            Changed changed = transactions.get(stream);
            if (posted == null
                    || !posted.event().transaction().equals(changed.first.transaction())
                    || posted.position() > changed.position) {
                findings.add(
                        this,
                        changed.where,
                        "the transaction %s, posted before".formatted(changed.first.transaction()),
                        posted == null ? "no such transaction" : "position " + posted.position());
            } else {
                compare(changed.where, posted.event().metadata(), changed.first);
            }
        });
    }

    private void compare(String where, @Nullable Metadata before, TransactionMetadataChanged change) {
        if (before == null || isErased(change.change())) {
            return;
        }
        Optional<Metadata> expected = change.change().appliedTo(before);
        if (!expected.equals(Optional.of(change.metadata()))) {
            findings.add(
                    this,
                    where,
                    expected.<Object>map(Metadata::pairs).orElse("no more than 64 pairs"),
                    change.metadata().pairs());
        }
    }

    /** A change that changes nothing is never accepted. */
    static boolean isErased(MetadataChange change) {
        return change.merge().isEmpty() && change.delete().isEmpty();
    }
}
