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
 * without which loading a busy account would take as long as its history is.
 */
final class FoldedAccounts {

    /** As many events as the command side lets come before it takes one. */
    private static final int EVENTS_PER_SNAPSHOT = 64;

    private final AggregateModel<Account> model = AnnotatedAggregateMetaModelFactory.inspectAggregate(Account.class);
    private final AccountSnapshotCodec codec = new AccountSnapshotCodec();
    private final Map<StreamId, Account> accounts = new HashMap<>();

    /** Takes an event in, and says what is wrong with it, or null. */
    @Nullable
    String apply(Event event) {
        return switch (event) {
            case AccountOpened opened -> open(opened);
            case AccountChanged changed -> goOn(changed.ledger(), changed.account(), changed.version(), changed);
            case TransactionFact fact -> apply(fact);
            default -> null;
        };
    }

    private @Nullable String open(AccountOpened opened) {
        Account account = new Account();
        model.publish(new GenericEventMessage<>(opened), account);
        return accounts.putIfAbsent(account.stream(), account) == null
                ? null
                : "the account %s is opened a second time".formatted(opened.account());
    }

    private @Nullable String apply(TransactionFact fact) {
        for (Map.Entry<AccountPath, List<BalanceAfter>> account :
                fact.balances().byAccount().entrySet()) {
            String wrong = goOn(
                    fact.ledger(),
                    account.getKey(),
                    account.getValue().getFirst().version(),
                    fact);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable String goOn(LedgerId ledger, AccountPath path, long version, Event event) {
        Account account = accounts.get(path.streamIn(ledger));
        if (account == null) {
            return "the account %s was not opened before".formatted(path);
        }
        if (version != account.version() + 1) {
            return "the account %s has seen %,d events before, and this says that it is number %,d"
                    .formatted(path, account.version(), version);
        }
        model.publish(new GenericEventMessage<>(event), account);
        return null;
    }

    /** Of the accounts that have a history. */
    Stream<Snapshot> snapshots() {
        return accounts.values().stream()
                .filter(account -> account.version() >= EVENTS_PER_SNAPSHOT)
                .map(account -> new Snapshot(
                        account.stream(), account.version() - 1, codec.type(), codec.revision(), codec.write(account)));
    }
}
