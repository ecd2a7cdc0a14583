package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.message.Tenant;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The read model of ledgers is what the events up to its position come to. */
final class LedgersEqualFold extends WholeTableInvariant {

    private final Findings findings;
    private final Moment moment;
    private final ReadTables tables;
    private final Scope scope;
    private final Fold fold;

    LedgersEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) {
        super(tables.position(Projection.LEDGERS));
        this.findings = findings;
        this.moment = moment;
        this.tables = tables;
        this.scope = scope;
        this.fold = fold;
    }

    @Override
    void compare() throws SQLException {
        Set<LedgerId> found = new HashSet<>();
        try (ResultSet rows = moment.rows(tables.sql("""
                select tenant, slug, ledger_id, opened_at, position, name, time_zone, chart, currency_codes::text,
                       currency_scales::text
                from {ledgers}.ledgers where %s
                """.formatted(tables.ledgerCondition(scope, "ledger_id"))))) {
            while (rows.next()) {
                LedgerId id = new LedgerId(new Tenant(rows.getString(1)), rows.getString(2));
                found.add(id);
                compare(fold.ledger(id), words(rows));
            }
        }
        for (LedgerState ledger : List.copyOf(fold.ledgers())) {
            if (ledger.opened != null && !found.contains(ledger.id)) {
                findings.add(this, ledger.id.toString(), words(ledger), "no row");
            }
        }
    }

    private void compare(LedgerState ledger, String row) {
        String expected = ledger.opened == null ? "no row" : words(ledger);
        if (!expected.equals(row)) {
            findings.add(this, ledger.id.toString(), expected, row);
        }
    }

    private static String words(ResultSet row) throws SQLException {
        return "id %d, opened %s, changed at %d, name %s, time zone %s, chart %s, currencies %s, scales %s"
                .formatted(
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10));
    }

    private static String words(LedgerState ledger) {
        LedgerOpened opened = ledger.opened;
        if (opened == null) {
            return "no row";
        }
        return "id %d, opened %s, changed at %d, name %s, time zone %s, chart %s, currencies %s, scales %s"
                .formatted(
                        ledger.openedPosition,
                        ledger.openedAt,
                        ledger.changedPosition,
                        opened.name().value(),
                        opened.timeZone().getId(),
                        opened.chart().name().toLowerCase(Locale.ROOT),
                        array(ledger.currencies.keySet()),
                        array(ledger.currencies.values().stream()
                                .map(currency -> currency.scale())
                                .toList()));
    }

    private static String array(Iterable<?> values) {
        StringBuilder array = new StringBuilder();
        values.forEach(value -> array.append(array.isEmpty() ? "" : ",").append(value));
        return "{" + array + "}";
    }
}
