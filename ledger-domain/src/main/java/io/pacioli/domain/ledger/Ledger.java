package io.pacioli.domain.ledger;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.TransactionId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The last closing, as long as its entries have not been recorded; sums through its day change no more until they are. */
    private @Nullable PeriodClosed awaitingEntries;

    private final List<PostedClosing> closings = new ArrayList<>(0);

    /** A ledger about which nothing has happened yet. */
    public Ledger() {}

    public void open(OpenLedger command) {
        apply(new LedgerOpened(
                command.ledger(), command.name(), command.timeZone(), command.chart(), command.currencies()));
    }

    public Decision register(RegisterCurrency command) {
        Rejection mismatch = Rejection.VersionMismatch.unless(command.expectedVersion(), version);
        if (mismatch != null) {
            return mismatch;
        }
        Currency wanted = command.currency();
        if (currencies.containsKey(wanted.code())) {
            return new Rejection.CurrencyExists(id, wanted.code());
        }
        if (currencies.size() >= OpenLedger.CURRENCIES_MAX) {
            return new Rejection.CurrencyLimitReached(id);
        }
        apply(new CurrencyRegistered(id, wanted, version + 1));
        return Decision.ACCEPTED;
    }

    public Decision close(ClosePeriod command, Instant decidedAt) {
        Rejection mismatch = Rejection.VersionMismatch.unless(command.expectedVersion(), version);
        if (mismatch != null) {
            return mismatch;
        }
        LocalDate today = decidedAt.atZone(timeZone).toLocalDate();
        if (!command.through().isBefore(today)) {
            return new Rejection.PeriodNotOver(command.through(), today);
        }
        if (isClosed(command.through())) {
            return new Rejection.PeriodClosedAlready(closedThrough);
        }
        if (awaitingEntries != null) {
            return new Rejection.ClosingEntriesAwaited(awaitingEntries.through());
        }
        apply(new PeriodClosed(id, command.through(), version + 1, command.closingAccount()));
        return Decision.ACCEPTED;
    }

    /** Whether the entries of this very closing are still to be recorded, and nothing has happened to its period since. */
    public boolean awaitsEntriesOf(PostClosingEntries command) {
        return awaitingEntries != null && awaitingEntries.version() == command.closing();
    }

    /** The day through which the books are closed with entries that are still to be recorded, or null. */
    public @Nullable LocalDate awaitingEntriesThrough() {
        return awaitingEntries == null ? null : awaitingEntries.through();
    }

    /** Notes closing entries; those of none where every account stood at zero. */
    public void recordClosingEntries(PostClosingEntries command, @Nullable TransactionId transaction) {
        apply(new ClosingEntriesRecorded(id, command.through(), command.account(), transaction, version + 1));
    }

    /** The closing entries that a reopening has to take back, the last first, or why there can be none. */
    public Result<List<PostedClosing>> closingsTakenBackBy(ReopenPeriod command) {
        Rejection mismatch = Rejection.VersionMismatch.unless(command.expectedVersion(), version);
        if (mismatch != null) {
            return Result.refused(mismatch);
        }
        if (closedThrough == null
                || (command.through() != null && !command.through().isBefore(closedThrough))) {
            return Result.refused(new Rejection.PeriodNotClosed(closedThrough));
        }
        List<PostedClosing> taken = closings.reversed().stream()
                .filter(closing -> !isKept(closing, command.through()))
                .toList();
        return taken.size() > ReopenPeriod.CLOSINGS_MAX
                ? Result.refused(new Rejection.ReopeningTooLarge(taken.size()))
                : Result.of(taken);
    }

    private static boolean isKept(PostedClosing closing, @Nullable LocalDate closedThrough) {
        return closedThrough != null && !closing.through().isAfter(closedThrough);
    }

    /**
     * Opens closed books again, as {@link #closingsTakenBackBy} has agreed to.
     *
     * @param reversals what has taken the closing entries back
     */
    public void reopen(ReopenPeriod command, List<TransactionId> reversals) {
        apply(new PeriodReopened(id, command.through(), command.reason(), version + 1, reversals));
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
        awaitingEntries = event instanceof PeriodClosed closed && closed.closingAccount() != null ? closed : null;
        closings.removeIf(closing -> !isKept(closing, event.through()));
    }

    @EventSourcingHandler
    void on(ClosingEntriesRecorded event) {
        version = event.version();
        awaitingEntries = null;
        if (event.transaction() != null) {
            closings.add(new PostedClosing(event.through(), event.transaction()));
        }
    }
}
