package io.pacioli.infra.cli.verifying;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.message.Tenant;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
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
                       currency_scales::text, closed_through, version,
                       (select coalesce(string_agg(p.position::text || coalesce('+' || p.entries_position, '') || p.tenant, ',' order by p.position), '')
                        from {ledgers}.period_changes p where p.ledger_id = l.ledger_id)
                from {ledgers}.ledgers l where %s
                """.formatted(tables.ledgerCondition(scope, "ledger_id"))))) {
            while (rows.next()) {
                LedgerId id = new LedgerId(new Tenant(rows.getString(1)), rows.getString(2));
                found.add(id);
                compare(fold.ledger(id), words(rows));
            }
        }
        long strays = moment.number(tables.sql("""
                select count(*) from {ledgers}.period_changes p
                where not exists (select from {ledgers}.ledgers l where l.ledger_id = p.ledger_id)"""));
        if (strays > 0) {
            findings.add(this, "periods of no ledger", "no row", strays + " rows");
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
        return words(
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getObject(11, LocalDate.class),
                row.getLong(12),
                row.getString(13));
    }

    private static String words(LedgerState ledger) {
        LedgerOpened opened = ledger.opened;
        if (opened == null) {
            return "no row";
        }
        return words(
                ledger.openedPosition,
                ledger.openedAt,
                ledger.changedPosition,
                opened.name().value(),
                opened.timeZone().getId(),
                opened.chart().name().toLowerCase(Locale.ROOT),
                array(ledger.currencies.keySet()),
                array(ledger.currencies.values().stream()
                        .map(currency -> currency.scale())
                        .toList()),
                ledger.closedThrough,
                ledger.version,
                ledger.periodPositions.stream()
                        .map(position -> position
                                + (ledger.entriesPositions.containsKey(position)
                                        ? "+" + ledger.entriesPositions.get(position)
                                        : "")
                                + ledger.id.tenant().name())
                        .collect(joining(",")));
    }

    private static String words(Object... values) {
        return "id %s, opened %s, changed at %s, name %s, time zone %s, chart %s, currencies %s, scales %s, closed through %s, version %s, periods changed at %s"
                .formatted(values);
    }

    private static String array(Iterable<?> values) {
        StringBuilder array = new StringBuilder();
        values.forEach(value -> array.append(array.isEmpty() ? "" : ",").append(value));
        return "{" + array + "}";
    }
}
