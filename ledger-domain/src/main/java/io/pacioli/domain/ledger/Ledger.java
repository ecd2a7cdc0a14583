package io.pacioli.domain.ledger;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** A book of one tenant: knows its currencies, its time zone and how it treats accounts that are not in its chart. */
@AggregateRoot
public class Ledger {

    @AggregateIdentifier
    private StreamId stream;

    private LedgerId id;
    private ZoneId timeZone;
    private ChartPolicy chart;
    private final Map<CurrencyCode, Currency> currencies = new LinkedHashMap<>();

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
    }

    @EventSourcingHandler
    void on(CurrencyRegistered event) {
        currencies.put(event.currency().code(), event.currency());
    }
}
