package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each event stands in the streams of exactly those aggregates that it concerns, and each stream is numbered from 0 without a
 * gap: the ledger's for what is about the ledger itself, the account's for its opening and whatever
 * else is about the account itself, for a transaction its own, that of the
 * transaction which it takes back, and that of each account that it touches, for the end of a hold those of its transaction and
 * its accounts, and for a change of a transaction's metadata that of the transaction.
 */
final class StreamRows implements Invariant {

    private record Place(UUID stream, long sequence) {}

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Place> rows;
    private final Map<UUID, Long> lastOfLedger = new HashMap<>();
    private final Map<UUID, Long> lastOfContinued = new HashMap<>();

    StreamRows(Findings findings, Moment moment, Scope scope, Fold fold) throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.rows = new RowsByPosition<>(
                moment.alongside(
                        "select position, stream_id, sequence from event_store.streams where %s order by position"
                                .formatted(scope.positionCondition("position"))),
                row -> new Place(row.uuid(), row.int8()),
                (position, place) -> findings.add(this, "position " + position, "no event, and so no row", place));
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        List<Place> found = rows.at(event.position());
        if (event.event() == null) {
            return;
        }
        LedgerState ledger = fold.ledger(event.row().ledger);
        if (ledger.changedPosition == event.position()) {
            long last = lastOfLedger.getOrDefault(ledger.stream, -1L);
            lastOfLedger.put(ledger.stream, expect(event, "ledger " + ledger.id, ledger.stream, last + 1, found));
        }
        if (event.transactionStream() != null) {
            expect(event, "transaction", event.transactionStream(), 0, found);
        }
        UUID continued = event.continuedStream();
        if (continued != null) {
            long last = lastOfContinued.getOrDefault(continued, 0L);
            lastOfContinued.put(continued, expect(event, "transaction that goes on", continued, last + 1, found));
        }
        for (AccountState account : fold.touched()) {
            account.lastSequence =
                    expect(event, "account " + account.path, account.stream, account.lastSequence + 1, found);
        }
        for (Place place : found) {
            findings.add(this, event.where(), "no more rows", place);
        }
    }

    /** Takes the row of that stream out of those that were found, and returns the sequence that the stream has reached. */
    private long expect(SeenEvent event, String what, UUID stream, long sequence, List<Place> found) {
        Place place = take(stream, found);
        if (place == null) {
            findings.add(this, event.where(), "%s: %s".formatted(what, new Place(stream, sequence)), "no row");
            return sequence - 1;
        }
        if (place.sequence() != sequence) {
            findings.add(this, event.where(), "%s: %s".formatted(what, new Place(stream, sequence)), place);
        }
        return place.sequence();
    }

    private static @Nullable Place take(UUID stream, List<Place> found) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).stream().equals(stream)) {
                return found.remove(i);
            }
        }
        return null;
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }

    long count() {
        return rows.count();
    }
}
