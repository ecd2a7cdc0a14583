package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledgers that a batch opens, and what it changes about those that were there before. */
final class LedgerFold implements BatchPart {

    private static final int LEDGER_COLUMNS = 12;
    private static final int PERIOD_COLUMNS = 3;

    private static final String ADD_LEDGERS = """
            copy {ledgers}.ledgers (ledger_id, opened_at, position, version, closed_through, tenant, slug, name, time_zone, chart,
              currency_codes, currency_scales) from stdin (format binary)""";

    private static final String ADD_PERIOD_CHANGES = """
            copy {ledgers}.period_changes (ledger_id, position, tenant) from stdin (format binary)""";

    /** The entries belong to the last closing, whichever batch it came with. */
    private static final String ADD_ENTRIES = """
            update {ledgers}.period_changes
            set entries_position = ?
            where ledger_id = ?
              and position = (select max(position) from {ledgers}.period_changes where ledger_id = ? and position < ?)""";

    private static final String CHANGE = """
            update {ledgers}.ledgers
            set currency_codes = currency_codes || ?::text[],
                currency_scales = currency_scales || ?::smallint[],
                closed_through = case when ? then ? else closed_through end,
                version = version + ?,
                position = ?
            where ledger_id = ?""";

    private record Opened(LedgerOpened event, RecordedEvent recorded, LedgerChange change) {}

    private final LedgerRegister register;
    private final Map<LedgerId, Opened> opened = new LinkedHashMap<>();
    private final Map<LedgerId, LedgerChange> changes = new LinkedHashMap<>();
    private final List<Long> changed = new ArrayList<>();

    LedgerFold(LedgerRegister register) {
        this.register = register;
    }

    void open(LedgerOpened event, RecordedEvent recorded) {
        LedgerChange change = change(event.ledger());
        change.currencies.addAll(event.currencies());
        change.count(recorded.position());
        opened.put(event.ledger(), new Opened(event, recorded, change));
    }

    void register(LedgerId ledger, Currency currency, long position) {
        change(ledger).register(currency, position);
    }

    void change(PeriodEvent event, long position) {
        change(event.ledger()).change(event, position);
    }

    void recordEntries(ClosingEntriesRecorded event, long position) {
        change(event.ledger()).recordEntries(position);
    }

    private LedgerChange change(LedgerId ledger) {
        return changes.computeIfAbsent(ledger, LedgerChange::new);
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows.send(connection, schemas.sql(ADD_LEDGERS), opened.values(), LedgerFold::add);
        if (opened.size() < changes.size()) {
            update(connection, schemas);
        }
        addPeriodChanges(connection, schemas);
    }

    private static void add(CopyRows rows, Opened ledger) {
        LedgerOpened event = ledger.event();
        LedgerChange change = ledger.change();
        rows.row(LEDGER_COLUMNS)
                .bigint(ledger.recorded().position())
                .timestamp(ledger.recorded().recordedAt())
                .bigint(change.position)
                .bigint(change.events)
                .date(change.closedThrough)
                .text(event.ledger().tenant().name())
                .text(event.ledger().slug())
                .text(event.name().value())
                .text(event.timeZone().getId())
                .text(event.chart().word())
                .texts(codes(change.currencies))
                .smallints(change.currencies.stream().map(Currency::scale).toList());
    }

    private static List<String> codes(List<Currency> currencies) {
        return currencies.stream().map(currency -> currency.code().value()).toList();
    }

    /** One round trip for all of them. */
    private void update(Connection connection, Schemas schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(CHANGE))) {
            for (LedgerChange change : changes.values()) {
                if (!opened.containsKey(change.ledger)) {
                    long ledgerId = register.id(connection, schemas, change.ledger);
                    changed.add(ledgerId);
                    give(statement, ledgerId, change);
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static void give(PreparedStatement statement, long ledgerId, LedgerChange change) throws SQLException {
        statement.setObject(1, codes(change.currencies).toArray(String[]::new));
        statement.setArray(
                2,
                statement
                        .getConnection()
                        .createArrayOf(
                                "smallint",
                                change.currencies.stream().map(Currency::scale).toArray()));
        statement.setBoolean(3, change.movesPeriods());
        statement.setObject(4, change.closedThrough, Types.DATE);
        statement.setLong(5, change.events);
        statement.setLong(6, change.position);
        statement.setLong(7, ledgerId);
    }

    private void addPeriodChanges(Connection connection, Schemas schemas) throws SQLException {
        Map<LedgerId, Long> ledgerIds = register.ids(connection, schemas, changes.values(), change -> change.ledger);
        CopyRows.send(
                connection,
                schemas.sql(ADD_PERIOD_CHANGES),
                changes.values(),
                (rows, change) -> add(rows, change, ledgerIds.get(change.ledger)));
        for (LedgerChange change : changes.values()) {
            if (!change.entriesPositions.isEmpty()) {
                addEntries(connection, schemas, ledgerIds.get(change.ledger), change);
            }
        }
    }

    private static void add(CopyRows rows, LedgerChange change, long ledgerId) {
        for (long position : change.periodPositions) {
            rows.row(PERIOD_COLUMNS)
                    .bigint(ledgerId)
                    .bigint(position)
                    .text(change.ledger.tenant().name());
        }
    }

    private static void addEntries(Connection connection, Schemas schemas, long ledgerId, LedgerChange change)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD_ENTRIES))) {
            for (long position : change.entriesPositions) {
                statement.setLong(1, position);
                statement.setLong(2, ledgerId);
                statement.setLong(3, ledgerId);
                statement.setLong(4, position);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void describe(Changes described) {
        changed.forEach(described::ledger);
    }
}
