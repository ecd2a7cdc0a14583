package io.pacioli.domain.ledger;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * A book of one tenant: knows its currencies, its time zone, how it treats accounts that are not in its chart, and through which
 * day it is closed.
 */
@AggregateRoot
public class Ledger {

    @AggregateIdentifier
    private StreamId stream;

    private LedgerId id;
    private ZoneId timeZone;
    private ChartPolicy chart;
    private final Map<CurrencyCode, Currency> currencies = new LinkedHashMap<>();
    private long version;
    private @Nullable LocalDate closedThrough;

    /** A ledger about which nothing has happened yet. */
    public Ledger() {}

    public void open(OpenLedger command) {
        apply(new LedgerOpened(
                command.ledger(), command.name(), command.timeZone(), command.chart(), command.currencies()));
    }

    public Decision register(RegisterCurrency command) {
        Currency wanted = command.currency();
        if (currencies.containsKey(wanted.code())) {
            return new Rejection.CurrencyExists(id, wanted.code());
        }
        if (currencies.size() >= OpenLedger.CURRENCIES_MAX) {
            return new Rejection.CurrencyLimitReached(id);
        }
        apply(new CurrencyRegistered(id, wanted));
        return Decision.ACCEPTED;
    }

    public Decision close(ClosePeriod command, Instant decidedAt) {
        LocalDate today = decidedAt.atZone(timeZone).toLocalDate();
        if (!command.through().isBefore(today)) {
            return new Rejection.PeriodNotOver(command.through(), today);
        }
        if (isClosed(command.through())) {
            return new Rejection.PeriodClosedAlready(closedThrough);
        }
        apply(new PeriodClosed(id, command.through(), version + 1));
        return Decision.ACCEPTED;
    }

    public Decision reopen(ReopenPeriod command) {
        if (closedThrough == null
                || (command.through() != null && !command.through().isBefore(closedThrough))) {
            return new Rejection.PeriodNotClosed(closedThrough);
        }
        apply(new PeriodReopened(id, command.through(), command.reason(), version + 1));
        return Decision.ACCEPTED;
    }

    /** Whether the books are closed for a day of the ledger's time zone. */
    public boolean isClosed(LocalDate day) {
        return closedThrough != null && !day.isAfter(closedThrough);
    }

    /** The last day that is closed, or null where none is. */
    public @Nullable LocalDate closedThrough() {
        return closedThrough;
    }

    /** How many events this ledger itself has seen. */
    public long version() {
        return version;
    }

    public Optional<Currency> currency(CurrencyCode code) {
        return Optional.ofNullable(currencies.get(code));
    }

    public StreamId stream() {
        return stream;
    }

    public ZoneId timeZone() {
        return timeZone;
    }

    public boolean opensAccountsOnFirstUse() {
        return chart == ChartPolicy.OPEN;
    }

    @EventSourcingHandler
    void on(LedgerOpened event) {
        stream = event.ledger().stream();
        id = event.ledger();
        timeZone = event.timeZone();
        chart = event.chart();
        event.currencies().forEach(currency -> currencies.put(currency.code(), currency));
        version = 1;
    }

    @EventSourcingHandler
    void on(CurrencyRegistered event) {
        currencies.put(event.currency().code(), event.currency());
        version++;
    }

    @EventSourcingHandler
    void on(PeriodEvent event) {
        closedThrough = event.through();
        version = event.version();
    }
}
