package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.TransactionFact;
import io.pacioli.infra.eventstore.Snapshot;
import io.pacioli.infra.eventstore.SnapshotRule;
import io.pacioli.infra.journal.AccountSnapshotCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.jspecify.annotations.Nullable;

/**
 * Every account as the events so far leave it. It refuses what does not continue an account's history, and gives the snapshots
 * without which loading an account would take as long as its history, and the transactions in it, are.
 */
final class FoldedAccounts {

    private final AggregateModel<Account> model = AnnotatedAggregateMetaModelFactory.inspectAggregate(Account.class);
    private final AccountSnapshotCodec codec = new AccountSnapshotCodec();
    private final Map<StreamId, Account> accounts = new HashMap<>();

    /** How large those events of an account are together that are large; of most accounts none is. */
    private final Map<StreamId, Long> largeBytes = new HashMap<>();

    /**
     * Takes an event in, and says what is wrong with it, or null.
     *
     * @param bytes how large it is written down
     */
    @Nullable
    String apply(Event event, int bytes) {
        return switch (event) {
            case AccountOpened opened -> open(opened, bytes);
            case AccountChanged changed -> goOn(changed.ledger(), changed.account(), changed.version(), changed, bytes);
            case TransactionFact fact -> apply(fact, bytes);
            default -> null;
        };
    }

    private @Nullable String open(AccountOpened opened, int bytes) {
        Account account = new Account();
        model.publish(new GenericEventMessage<>(opened), account);
        count(account, bytes);
        return accounts.putIfAbsent(account.stream(), account) == null
                ? null
                : "the account %s is opened a second time".formatted(opened.account());
    }

    private @Nullable String apply(TransactionFact fact, int bytes) {
        for (Map.Entry<AccountPath, List<BalanceAfter>> account :
                fact.balances().byAccount().entrySet()) {
            String wrong = goOn(
                    fact.ledger(),
                    account.getKey(),
                    account.getValue().getFirst().version(),
                    fact,
                    bytes);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable String goOn(LedgerId ledger, AccountPath path, long version, Event event, int bytes) {
        Account account = accounts.get(path.streamIn(ledger));
        if (account == null) {
            return "the account %s was not opened before".formatted(path);
        }
        if (version != account.version() + 1) {
            return "the account %s has seen %,d events before, and this says that it is number %,d"
                    .formatted(path, account.version(), version);
        }
        model.publish(new GenericEventMessage<>(event), account);
        count(account, bytes);
        return null;
    }

    private void count(Account account, int bytes) {
        if (SnapshotRule.isLarge(bytes)) {
            largeBytes.merge(account.stream(), (long) bytes, Long::sum);
        }
    }

    /** Of the accounts that would take long to load. */
    Stream<Snapshot> snapshots() {
        return accounts.values().stream()
                .filter(account -> SnapshotRule.isDue(account.version(), largeBytes.getOrDefault(account.stream(), 0L)))
                .map(account -> new Snapshot(
                        account.stream(), account.version() - 1, codec.type(), codec.revision(), codec.write(account)));
    }
}
