package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledgers that a batch opens, and the currencies that it registers with those that were there before. */
final class LedgerFold implements BatchPart {

    private static final int COLUMNS = 10;

    private static final String ADD_LEDGERS = """
            copy {ledgers}.ledgers (ledger_id, opened_at, position, tenant, slug, name, time_zone, chart, currency_codes,
              currency_scales) from stdin (format binary)""";

    private static final String ADD_CURRENCIES = """
            update {ledgers}.ledgers l
            set currency_codes = l.currency_codes || added.codes,
                currency_scales = l.currency_scales || added.scales,
                position = added.position
            from (
              select ledger_id,
                     array_agg(code order by position) as codes,
                     array_agg(scale::smallint order by position) as scales,
                     max(position) as position
              from unnest(?::bigint[], ?::text[], ?::integer[], ?::bigint[]) as n(ledger_id, code, scale, position)
              group by ledger_id
            ) added
            where l.ledger_id = added.ledger_id""";

    private static final class Opened {
        final LedgerOpened event;
        final RecordedEvent recorded;
        final List<Currency> currencies;
        long position;

        Opened(LedgerOpened event, RecordedEvent recorded) {
            this.event = event;
            this.recorded = recorded;
            this.currencies = new ArrayList<>(event.currencies());
            this.position = recorded.position();
        }
    }

    private record Added(LedgerId ledger, Currency currency, long position) {}

    private final LedgerRegister register;
    private final Map<LedgerId, Opened> opened = new LinkedHashMap<>();
    private final List<Added> added = new ArrayList<>();
    private final List<Long> changed = new ArrayList<>();

    LedgerFold(LedgerRegister register) {
        this.register = register;
    }

    void open(LedgerOpened event, RecordedEvent recorded) {
        opened.put(event.ledger(), new Opened(event, recorded));
    }

    void register(CurrencyRegistered event, RecordedEvent recorded) {
        Opened inBatch = opened.get(event.ledger());
        if (inBatch == null) {
            added.add(new Added(event.ledger(), event.currency(), recorded.position()));
        } else {
            inBatch.currencies.add(event.currency());
            inBatch.position = recorded.position();
        }
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        CopyRows rows = new CopyRows();
        opened.values().forEach(ledger -> add(ledger, rows));
        rows.send(connection, schemas.sql(ADD_LEDGERS));
        if (!added.isEmpty()) {
            addCurrencies(connection, schemas);
        }
    }

    private static void add(Opened ledger, CopyRows rows) {
        LedgerOpened event = ledger.event;
        rows.row(COLUMNS)
                .bigint(ledger.recorded.position())
                .timestamp(ledger.recorded.recordedAt())
                .bigint(ledger.position)
                .text(event.ledger().tenant().name())
                .text(event.ledger().slug())
                .text(event.name().value())
                .text(event.timeZone().getId())
                .text(event.chart().word())
                .texts(ledger.currencies.stream()
                        .map(currency -> currency.code().value())
                        .toList())
                .smallints(ledger.currencies.stream().map(Currency::scale).toList());
    }

    private void addCurrencies(Connection connection, Schemas schemas) throws SQLException {
        long[] ledgers = new long[added.size()];
        String[] codes = new String[added.size()];
        int[] scales = new int[added.size()];
        long[] positions = new long[added.size()];
        for (int i = 0; i < added.size(); i++) {
            Added one = added.get(i);
            ledgers[i] = register.id(connection, schemas, one.ledger());
            codes[i] = one.currency().code().value();
            scales[i] = one.currency().scale();
            positions[i] = one.position();
            changed.add(ledgers[i]);
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(ADD_CURRENCIES))) {
            statement.setObject(1, ledgers);
            statement.setObject(2, codes);
            statement.setObject(3, scales);
            statement.setObject(4, positions);
            statement.executeUpdate();
        }
    }

    @Override
    public void describe(Changes changes) {
        changed.forEach(changes::ledger);
    }
}
