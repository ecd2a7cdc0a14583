package io.pacioli.infra.cli.verifying;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Each key that an event takes, its idempotency key and its transaction's reference, has a row, and no other row is there. */
final class KeyRows implements Invariant {

    private final Findings findings;
    private final RowsByPosition<Long> rows;

    KeyRows(Findings findings, Moment moment, Scope scope) throws SQLException {
        this.findings = findings;
        this.rows = new RowsByPosition<>(
                moment.alongside("select position, hash from event_store.keys where %s order by position"
                        .formatted(scope.positionCondition("position"))),
                BinaryRows::int8,
                (position, hash) -> findings.add(this, "position " + position, "no event, and so no key", hash));
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        List<Long> found = rows.at(event.position());
        if (event.event() == null) {
            return;
        }
        long[] hashes = found.stream().mapToLong(Long::longValue).sorted().toArray();
        if (!Arrays.equals(event.keys(), hashes)) {
            findings.add(
                    this, event.where(), "keys " + Arrays.toString(event.keys()), "keys " + Arrays.toString(hashes));
        }
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }

    long count() {
        return rows.count();
    }
}
