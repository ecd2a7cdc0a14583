package io.pacioli.domain.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionFact;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * An account of a ledger: keeps per currency what has been posted and what is in reserve for holds, and says whether it can take
 * part in a transaction.
 */
@AggregateRoot
public class Account {

    @AggregateIdentifier
    private StreamId stream;

    private AccountPath path;
    private AccountType type;
    private long version;
    private final Map<Currency, Totals> totals = new LinkedHashMap<>();

    /** Only of currencies in which a hold is open; most accounts never have one. */
    private Map<Currency, Totals> pending = Map.of();

    private Restrictions restrictions = Restrictions.NONE;
    private Metadata metadata = Metadata.NONE;

    /** An account about which nothing has happened yet. */
    public Account() {}

    /** The account as a snapshot kept it. */
    public Account(
            StreamId stream,
            AccountPath path,
            AccountType type,
            long version,
            Map<Currency, Totals> totals,
            Map<Currency, Totals> pending,
            Restrictions restrictions,
            Metadata metadata) {
        this.stream = stream;
        this.path = path;
        this.type = type;
        this.version = version;
        this.totals.putAll(totals);
        this.pending = pending.isEmpty() ? Map.of() : new HashMap<>(pending);
        this.restrictions = restrictions;
        this.metadata = metadata;
    }

    /** The account as it will be when a transaction has opened it, to ask it before that. */
    public static Account toBeOpened(AccountPath path, AccountType type) {
        Account account = new Account();
        account.path = path;
        account.type = type;
        account.version = 1;
        return account;
    }

    /**
     * @param currencies those of the command as the ledger has them
     * @param limits those of the command in the ledger's currencies
     */
    public void open(OpenAccount command, List<Currency> currencies, List<Limits> limits) {
        apply(new AccountOpened(
                command.ledger(),
                command.account(),
                command.type(),
                command.name(),
                command.metadata(),
                currencies,
                Restrictions.NONE.limitsAfter(limits)));
    }

    /** @param changes those of the command in the ledger's currencies */
    public Decision change(ChangeAccountLimits command, List<Limits> changes) {
        if (restrictions.closed()) {
            return new Rejection.AccountClosed(path);
        }
        apply(new AccountLimitsChanged(command.ledger(), path, restrictions.limitsAfter(changes), version + 1));
        return Decision.ACCEPTED;
    }

    public Decision freeze(FreezeAccount command) {
        if (restrictions.closed()) {
            return new Rejection.AccountClosed(path);
        }
        Frozen after = command.direction().and(restrictions.frozen());
        if (after == restrictions.frozen()) {
            return new Rejection.AccountFrozenAlready(path, after);
        }
        apply(new AccountFrozen(command.ledger(), path, after, version + 1));
        return Decision.ACCEPTED;
    }

    public Decision unfreeze(UnfreezeAccount command) {
        if (restrictions.closed()) {
            return new Rejection.AccountClosed(path);
        }
        if (restrictions.frozen() == null) {
            return new Rejection.AccountNotFrozen(path);
        }
        apply(new AccountUnfrozen(command.ledger(), path, version + 1));
        return Decision.ACCEPTED;
    }

    public Decision close(CloseAccount command) {
        if (restrictions.closed()) {
            return new Rejection.AccountClosed(path);
        }
        if (!isEmpty()) {
            return new Rejection.AccountNotEmpty(path);
        }
        apply(new AccountClosed(command.ledger(), path, version + 1));
        return Decision.ACCEPTED;
    }

    private boolean isEmpty() {
        return pending.isEmpty()
                && totals.values().stream()
                        .allMatch(each -> each.balance(type.normalSide()).signum() == 0);
    }

    public Decision reopen(ReopenAccount command) {
        if (!restrictions.closed()) {
            return new Rejection.AccountNotClosed(path);
        }
        apply(new AccountReopened(command.ledger(), path, restrictions.frozen(), version + 1));
        return Decision.ACCEPTED;
    }

    public Decision rename(RenameAccount command) {
        if (restrictions.closed()) {
            return new Rejection.AccountClosed(path);
        }
        apply(new AccountRenamed(command.ledger(), path, command.name(), version + 1));
        return Decision.ACCEPTED;
    }

    public Decision change(ChangeAccountMetadata command) {
        Metadata after = command.change().appliedTo(metadata).orElse(null);
        if (after == null) {
            return new Rejection.MetadataFull();
        }
        if (restrictions.closed()) {
            return new Rejection.AccountClosed(path);
        }
        apply(new AccountMetadataChanged(command.ledger(), path, command.change(), after, version + 1));
        return Decision.ACCEPTED;
    }

    /**
     * What the account would hold after these postings to it, or why it cannot take them.
     *
     * @param force whether they pass its limits and freezes
     */
    public Result<List<BalanceAfter>> balancesAfter(List<Posting> postings, boolean force) {
        Rejection refused = restrictions.refusing(path, postings, force);
        if (refused != null) {
            return Result.refused(refused);
        }
        Map<Currency, Totals> after = sums(totals, postings, Totals::plus);
        List<BalanceAfter> balances = new ArrayList<>(after.size());
        for (Map.Entry<Currency, Totals> entry : after.entrySet()) {
            Currency currency = entry.getKey();
            Totals reserved = pending.getOrDefault(currency, Totals.ZERO);
            if (!BalanceAfter.fit(entry.getValue(), reserved)) {
                return Result.refused(new Rejection.BalanceTooLarge(path, currency.code()));
            }
            balances.add(after(currency, entry.getValue(), reserved));
        }
        return force ? Result.of(balances) : withinLimits(balances);
    }

    /**
     * What the account would hold after these postings to it were put in reserve, or why it cannot hold them.
     *
     * @param force whether they pass its limits and freezes
     */
    public Result<List<BalanceAfter>> balancesAfterReserving(List<Posting> postings, boolean force) {
        Rejection refused = restrictions.refusing(path, postings, force);
        if (refused != null) {
            return Result.refused(refused);
        }
        Map<Currency, Totals> after = sums(pending, postings, Totals::plus);
        List<BalanceAfter> balances = new ArrayList<>(after.size());
        for (Map.Entry<Currency, Totals> entry : after.entrySet()) {
            Currency currency = entry.getKey();
            Totals posted = totals.getOrDefault(currency, Totals.ZERO);
            if (!BalanceAfter.fit(posted, entry.getValue())) {
                return Result.refused(new Rejection.BalanceTooLarge(path, currency.code()));
            }
            balances.add(after(currency, posted, entry.getValue()));
        }
        return force ? Result.of(balances) : withinLimits(balances);
    }

    private Result<List<BalanceAfter>> withinLimits(List<BalanceAfter> balances) {
        Rejection broken = restrictions.brokenLimit(this, balances);
        return broken == null ? Result.of(balances) : Result.refused(broken);
    }

    /** That the account has been frozen since against so much of a hold being posted, or null. */
    public @Nullable Rejection freezing(List<Posting> posted) {
        return restrictions.freezing(path, posted);
    }

    /**
     * What the account would hold after a hold was posted: no rule about amounts can be against it, as every total fits already with
     * the whole of the hold. What is available does not fall, nor does the balance with what open holds may bring rise: placing the
     * hold has counted its outflow against the minimum, and its inflow against the maximum.
     *
     * @param held the postings to it that are in reserve, none of which stays there
     * @param posted as much of them as is posted, no more in any currency and on any side than was held; the rest is released
     */
    public List<BalanceAfter> balancesAfterPosting(List<Posting> held, List<Posting> posted) {
        Map<Currency, Totals> postedAfter = sums(totals, posted, Totals::plus);
        List<BalanceAfter> balances = new ArrayList<>(1);
        sums(pending, held, Totals::minus).forEach((currency, reserved) -> {
            Totals totalsAfter = postedAfter.getOrDefault(currency, totals.getOrDefault(currency, Totals.ZERO));
            balances.add(after(currency, totalsAfter, reserved));
        });
        return balances;
    }

    /** What the account would hold after a hold was given up: these postings to it are no longer in reserve. */
    public List<BalanceAfter> balancesAfterReleasing(List<Posting> held) {
        return balancesAfterPosting(held, List.of());
    }

    /** The sums in the currencies of these postings, in the order in which they name them. */
    private static Map<Currency, Totals> sums(
            Map<Currency, Totals> before, List<Posting> postings, BiFunction<Totals, Posting, Totals> change) {
        Map<Currency, Totals> after = new LinkedHashMap<>();
        for (Posting posting : postings) {
            Currency currency = posting.money().currency();
            Totals current = after.getOrDefault(currency, before.getOrDefault(currency, Totals.ZERO));
            after.put(currency, change.apply(current, posting));
        }
        return after;
    }

    private BalanceAfter after(Currency currency, Totals totalsAfter, Totals pendingAfter) {
        return new BalanceAfter(path, type, currency, totalsAfter, pendingAfter, version + 1);
    }

    /** Takes part in what every account of a transaction has agreed to. */
    public void record(TransactionFact event) {
        apply(event);
    }

    public StreamId stream() {
        return stream;
    }

    public AccountPath path() {
        return path;
    }

    public AccountType type() {
        return type;
    }

    /** How many events this account has seen. */
    public long version() {
        return version;
    }

    public Map<Currency, Totals> totals() {
        return Map.copyOf(totals);
    }

    /** What is in reserve for open holds, only in currencies in which there are any. */
    public Map<Currency, Totals> pending() {
        return Map.copyOf(pending);
    }

    /** The balance in minor units, positive on the account's normal side. */
    public BigInteger balance(Currency currency) {
        return totals.getOrDefault(currency, Totals.ZERO).balance(type.normalSide());
    }

    /** The balance in minor units, less what open holds may yet take of it. */
    public BigInteger available(Currency currency) {
        return totals.getOrDefault(currency, Totals.ZERO)
                .available(type.normalSide(), pending.getOrDefault(currency, Totals.ZERO));
    }

    /** The balance with whatever open holds may bring to it. */
    BigInteger balanceWithInflow(Currency currency) {
        return balance(currency).add(pending.getOrDefault(currency, Totals.ZERO).on(type.normalSide()));
    }

    public Restrictions restrictions() {
        return restrictions;
    }

    public Metadata metadata() {
        return metadata;
    }

    @EventSourcingHandler
    void on(AccountOpened event) {
        stream = event.account().streamIn(event.ledger());
        path = event.account();
        type = event.type();
        version = 1;
        restrictions = Restrictions.of(event.currencies(), event.limits());
        metadata = event.metadata();
    }

    @EventSourcingHandler
    void on(AccountChanged event) {
        version = event.version();
        switch (event) {
            case AccountLimitsChanged changed -> restrictions = restrictions.with(changed.limits());
            case AccountFrozen frozen -> restrictions = restrictions.with(frozen.direction());
            case AccountUnfrozen _ -> restrictions = restrictions.unfrozen();
            case AccountClosed _ -> restrictions = restrictions.closed(true);
            case AccountReopened _ -> restrictions = restrictions.closed(false);
            case AccountRenamed _ -> {
                // What it is called is asked of nobody who decides.
            }
            case AccountMetadataChanged changed -> metadata = changed.metadata();
        }
    }

    /** Any fact about a transaction of its own tells what the account holds after it. */
    @EventSourcingHandler
    void on(TransactionFact event) {
        event.balances().of(path).forEach(this::stands);
    }

    private void stands(BalanceAfter balance) {
        totals.put(balance.currency(), balance.totals());
        version = balance.version();
        if (!balance.pending().isZero()) {
            pending = pending.isEmpty() ? new HashMap<>() : pending;
            pending.put(balance.currency(), balance.pending());
        } else if (!pending.isEmpty()) {
            pending.remove(balance.currency());
        }
    }

    @Override
    public String toString() {
        return path + " v" + version + " " + totals + " pending " + pending;
    }
}
