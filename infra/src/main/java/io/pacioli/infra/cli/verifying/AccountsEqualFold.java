package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The read model of accounts has a row for each opening up to its position, and no other. */
final class AccountsEqualFold implements Invariant {

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<String> rows;
    private final long position;

    AccountsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = new RowsByPosition<>(
                moment.alongside(tables.sql("""
                        select account_id, ledger_id, opened_at, tenant, path, type, name, metadata_keys, metadata_values
                        from {accounts}.accounts where %s order by account_id
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")))),
                AccountsEqualFold::words,
                (id, row) -> findings.add(this, "account " + id, "no opening at this position, and so no row", row));
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<String> found = rows.at(event.position());
        List<String> expected =
                event.event() instanceof AccountOpened opened ? List.of(words(opened, event)) : List.of();
        if (!found.equals(expected)) {
            findings.add(this, event.where(), expected, found);
        }
    }

    private String words(AccountOpened opened, SeenEvent event) {
        return "ledger %d, opened %s, tenant %s, path %s, type %s, name %s, metadata %s %s"
                .formatted(
                        fold.ledger(opened.ledger()).openedPosition,
                        event.row().recordedAt,
                        opened.ledger().tenant(),
                        opened.account(),
                        opened.type().name().toLowerCase(Locale.ROOT),
                        opened.name() == null ? null : opened.name().value(),
                        opened.metadata().pairs().keySet(),
                        opened.metadata().pairs().values());
    }

    private static String words(ResultSet row) throws SQLException {
        return "ledger %d, opened %s, tenant %s, path %s, type %s, name %s, metadata %s %s"
                .formatted(
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Arrays.asList((Object[]) row.getArray(8).getArray()),
                        Arrays.asList((Object[]) row.getArray(9).getArray()));
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }
}
