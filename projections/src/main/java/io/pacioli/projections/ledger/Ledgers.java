package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.generation.Generation;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The ledgers of this installation. */
@Component("projectedLedgers")
public class Ledgers {

    private static final String COLUMNS = """
            select ledger_id, tenant, slug, name, time_zone, chart, currency_codes, currency_scales, opened_at,
              closed_through, version, position
            from {ledgers}.ledgers
            """;

    private static final String FIND = COLUMNS + "where tenant = ? and slug = ?";

    private static final String PAGE = COLUMNS + "where tenant = ? and slug > ? order by slug limit ?";

    private static final String PARKED = """
            select tenant, ledger, projection, parked_at
            from projections.parked
            where projection || '_' || generation = any(?) and ledger = any(?)
            order by parked_at, projection""";

    private final LedgerIds ids;

    Ledgers(LedgerIds ids) {
        this.ids = ids;
    }

    public Optional<LedgerRow> find(ReadSnapshot snapshot, LedgerId ledger) {
        snapshot.requireAllOf(ledger);
        return look(snapshot, ledger);
    }

    /** A ledger as far as the tables have it, be it that they pass it over from some event on. */
    public Optional<LedgerRow> look(ReadSnapshot snapshot, LedgerId ledger) {
        return snapshot.query(FIND)
                .param(ledger.tenant().name())
                .param(ledger.slug())
                .query(Ledgers::row)
                .optional();
    }

    /** Which projections pass each of these ledgers over; only those are named that are. */
    public Map<LedgerId, List<ParkedIn>> parked(ReadSnapshot snapshot, List<LedgerId> ledgers) {
        if (ledgers.stream()
                .allMatch(ledger -> snapshot.standings().passingOver(ledger).isEmpty())) {
            return Map.of();
        }
        Map<LedgerId, List<ParkedIn>> parked = new HashMap<>();
        snapshot.query(PARKED)
                .param(snapshot.schemas().generations().values().stream()
                        .map(Generation::schema)
                        .toArray(String[]::new))
                .param(ledgers.stream().map(LedgerId::slug).toArray(String[]::new))
                .query((RowCallbackHandler) row -> parked.computeIfAbsent(
                                new LedgerId(new Tenant(row.getString(1)), row.getString(2)), id -> new ArrayList<>())
                        .add(new ParkedIn(
                                Projection.named(row.getString(3)),
                                row.getObject(4, OffsetDateTime.class).toInstant())));
        return parked;
    }

    /** The id of a ledger that is in the snapshot. */
    public Optional<Long> id(ReadSnapshot snapshot, LedgerId ledger) {
        snapshot.requireAllOf(ledger);
        return snapshot.on(connection -> ids.find(connection, snapshot.schemas(), ledger))
                .filter(id -> id <= snapshot.position());
    }

    /** A tenant's ledgers by slug, from just after the given one. */
    public List<LedgerRow> page(ReadSnapshot snapshot, Tenant tenant, String afterSlug, int limit) {
        return snapshot.query(PAGE)
                .param(tenant.name())
                .param(afterSlug)
                .param(limit)
                .query(Ledgers::row)
                .list();
    }

    private static LedgerRow row(ResultSet row, int number) throws SQLException {
        return new LedgerRow(
                row.getLong("ledger_id"),
                new LedgerId(new Tenant(row.getString("tenant")), row.getString("slug")),
                row.getString("name"),
                row.getString("time_zone"),
                row.getString("chart"),
                currencies((String[]) row.getArray("currency_codes").getArray(), (Short[])
                        row.getArray("currency_scales").getArray()),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("closed_through", LocalDate.class),
                row.getLong("version"),
                row.getLong("position"));
    }

    private static List<Currency> currencies(String[] codes, Short[] scales) {
        List<Currency> currencies = new ArrayList<>(codes.length);
        for (int i = 0; i < codes.length; i++) {
            currencies.add(Currency.of(codes[i], scales[i]));
        }
        return currencies;
    }
}
