package io.pacioli.domain.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** An account of a ledger: keeps its totals per currency and says whether it can take a posting. */
@AggregateRoot
public class Account {

    @AggregateIdentifier
    private StreamId stream;

    private AccountPath path;
    private AccountType type;
    private long version;
    private final Map<Currency, Totals> totals = new LinkedHashMap<>();

    /** An account about which nothing has happened yet. */
    public Account() {}

    /** The account as a snapshot kept it. */
    public Account(StreamId stream, AccountPath path, AccountType type, long version, Map<Currency, Totals> totals) {
        this.stream = stream;
        this.path = path;
        this.type = type;
        this.version = version;
        this.totals.putAll(totals);
    }

    public void open(OpenAccount command) {
        apply(new AccountOpened(
                command.ledger(), command.account(), command.type(), command.name(), command.metadata()));
    }

    /** What the account would hold after these postings to it, or why it cannot take them. */
    public Result<List<BalanceAfter>> balancesAfter(List<Posting> postings) {
        return balancesAfter(path, type, version, totals, postings);
    }

    /** As {@link #balancesAfter(List)} for an account that its first postings open. */
    public static Result<List<BalanceAfter>> balancesAfterOpening(
            AccountPath path, AccountType type, List<Posting> postings) {
        return balancesAfter(path, type, 1, Map.of(), postings);
    }

    private static Result<List<BalanceAfter>> balancesAfter(
            AccountPath path, AccountType type, long version, Map<Currency, Totals> before, List<Posting> postings) {
        Map<Currency, Totals> after = new LinkedHashMap<>();
        for (Posting posting : postings) {
            Currency currency = posting.money().currency();
            Totals current = after.getOrDefault(currency, before.getOrDefault(currency, Totals.ZERO));
            after.put(currency, current.plus(posting));
        }
        List<BalanceAfter> balances = new ArrayList<>(after.size());
        for (Map.Entry<Currency, Totals> entry : after.entrySet()) {
            if (!entry.getValue().fit()) {
                return Result.refused(
                        new Rejection.BalanceTooLarge(path, entry.getKey().code()));
            }
            balances.add(new BalanceAfter(path, type, entry.getKey(), entry.getValue(), version + 1));
        }
        return Result.of(balances);
    }

    /** Takes part in a transaction that every account in it has agreed to. */
    public void record(TransactionPosted event) {
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

    @EventSourcingHandler
    void on(AccountOpened event) {
        stream = event.account().streamIn(event.ledger());
        path = event.account();
        type = event.type();
        version = 1;
    }

    @EventSourcingHandler
    void on(TransactionPosted event) {
        for (BalanceAfter balance : event.balances().of(path)) {
            totals.put(balance.currency(), balance.totals());
            version = balance.version();
        }
    }

    @Override
    public String toString() {
        return path + " v" + version + " " + totals;
    }
}
