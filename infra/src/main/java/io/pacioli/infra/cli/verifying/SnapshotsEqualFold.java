package io.pacioli.infra.cli.verifying;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.journal.AccountSnapshotCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/** Each snapshot of an account says what the account's events up to there come to. */
final class SnapshotsEqualFold implements Invariant {

    private record Stored(long sequence, JsonBytes state) {}

    private final Findings findings;
    private final Fold fold;
    private final Scope scope;
    private final AccountSnapshotCodec codec = new AccountSnapshotCodec();
    private final Map<UUID, Stored> waiting = new HashMap<>();
    private final long count;

    /** Snapshots of other kinds or revisions are passed over, as they are by whoever loads an account. */
    SnapshotsEqualFold(Findings findings, Moment moment, Scope scope, Fold fold) throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.scope = scope;
        try (ResultSet rows = moment.rows("""
                select stream_id, sequence, state from snapshots.snapshot where type = '%s' and revision = %d
                """.formatted(codec.type(), codec.revision()))) {
            while (rows.next()) {
                waiting.put(rows.getObject(1, UUID.class), new Stored(rows.getLong(2), JsonBytes.of(rows.getBytes(3))));
            }
        }
        count = waiting.size();
    }

    @Override
    public void see(SeenEvent event) {
        for (AccountState account : fold.touched()) {
            Stored stored = waiting.get(account.stream);
            if (stored != null && stored.sequence() == account.version - 1) {
                waiting.remove(account.stream);
                compare(account, stored);
            }
        }
    }

    private void compare(AccountState account, Stored stored) {
        Map<Currency, Totals> totals = new HashMap<>();
        Map<Currency, Totals> pending = new HashMap<>();
        for (Holding holding : account.posted()) {
            totals.put(holding.currency, holding.totals);
            if (!holding.pending.isZero()) {
                pending.put(holding.currency, holding.pending);
            }
        }
        String expected = words(
                account.stream,
                account.path,
                account.type,
                account.version,
                totals,
                pending,
                account.restrictions(),
                account.metadata);
        String found;
        try {
            Account snapshot = codec.read(stored.state());
            found = words(
                    snapshot.stream().value(),
                    snapshot.path(),
                    snapshot.type(),
                    snapshot.version(),
                    snapshot.totals(),
                    snapshot.pending(),
                    snapshot.restrictions(),
                    snapshot.metadata());
        } catch (JacksonException | IllegalArgumentException e) {
            found = "a snapshot that cannot be read: " + e.getMessage();
        }
        if (!expected.equals(found)) {
            findings.add(this, account.where(), expected, found);
        }
    }

    private static String words(
            UUID stream,
            Object path,
            Object type,
            long version,
            Map<Currency, Totals> totals,
            Map<Currency, Totals> pending,
            Restrictions restrictions,
            Metadata metadata) {
        return "%s %s version %d %s%s pending%s %s %s"
                .formatted(path, type, version, stream, words(totals), words(pending), restrictions, metadata);
    }

    private static String words(Map<Currency, Totals> totals) {
        return totals.entrySet().stream()
                .map(entry -> " %s.%d debits %s credits %s"
                        .formatted(
                                entry.getKey(),
                                entry.getKey().scale(),
                                entry.getValue().debits(),
                                entry.getValue().credits()))
                .sorted()
                .collect(joining());
    }

    @Override
    public void end() {
        if (scope.isEverything()) {
            waiting.forEach((stream, stored) -> findings.add(
                    this,
                    "stream " + stream,
                    "no snapshot: no account has an event there",
                    "one at sequence " + stored.sequence()));
        }
    }

    long count() {
        return count - (scope.isEverything() ? 0 : waiting.size());
    }
}
