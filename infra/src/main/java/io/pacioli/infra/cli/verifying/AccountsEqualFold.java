package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The read model of accounts has a row for each opening up to its position, and no other. */
final class AccountsEqualFold implements Invariant {

    /** Between the texts of a list: a control character, which none of them can have. */
    private static final String BETWEEN = "\u0001";

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
                        select account_id, ledger_id, opened_at, tenant, path, type, name,
                               array_to_string(metadata_keys, e'\\x01'), array_to_string(metadata_values, e'\\x01')
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
        return words(
                fold.ledger(opened.ledger()).openedPosition,
                event.row().recordedAt,
                opened.ledger().tenant().name(),
                opened.account().value(),
                opened.type().name().toLowerCase(Locale.ROOT),
                opened.name() == null ? null : opened.name().value(),
                String.join(BETWEEN, opened.metadata().pairs().keySet()),
                String.join(BETWEEN, opened.metadata().pairs().values()));
    }

    private static String words(BinaryRows row) {
        return words(
                row.int8(),
                row.timestamp(),
                row.text(),
                row.text(),
                row.text(),
                row.textOrNull(),
                row.text(),
                row.text());
    }

    private static String words(
            long ledgerId,
            Instant openedAt,
            String tenant,
            String path,
            String type,
            @Nullable String name,
            String keys,
            String values) {
        return "ledger %d, opened %s, tenant %s, path %s, type %s, name %s, metadata %s: %s"
                .formatted(ledgerId, openedAt, tenant, path, type, name, keys, values);
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }
}
