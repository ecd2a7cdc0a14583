package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/**
 * Posts a transaction: asks its ledger and every account that it touches, and only when all agree lets each take part in it.
 *
 * <p>The rules are asked in a fixed order, that of {@link Rejection}'s members, so that a bad command always gets the same
 * answer. Nothing is applied before the last of them has agreed.
 */
@Component
public class PostingTransaction {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Transaction> transactions;
    private final AccountsPostedTo accountsPostedTo;

    public PostingTransaction(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.transactions = transactions;
        this.accountsPostedTo = new AccountsPostedTo(accounts);
    }

    @CommandHandler
    public Decision handle(PostTransaction command, DecidedAt decidedAt, KnownKeys keys) {
        Aggregate<Ledger> found = ledgers.find(command.ledger().stream()).orElse(null);
        if (found == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        if (!command.identity().fresh()
                && transactions
                        .find(command.transaction().streamIn(command.ledger()))
                        .isPresent()) {
            return new Rejection.TransactionExists(command.transaction());
        }
        if (command.reference() != null && keys.isTaken(command.reference().keyIn(command.ledger()))) {
            return new Rejection.ReferenceTaken(command.reference());
        }
        return found.invoke(ledger -> post(command, ledger, decidedAt.instant()));
    }

    private Decision post(PostTransaction command, Ledger ledger, Instant decidedAt) {
        return switch (RequestedPostings.of(command.postings()).in(ledger)) {
            case Result.Refused<Postings>(Rejection rejection) -> rejection;
            case Result.Agreed<Postings>(Postings postings) -> {
                Instant effectiveAt = command.effectiveAt().in(ledger.timeZone(), decidedAt);
                yield EffectiveAt.isWithinRange(effectiveAt, ledger.timeZone(), decidedAt)
                        ? post(command, ledger, postings, effectiveAt)
                        : new Rejection.EffectiveAtOutOfRange();
            }
        };
    }

    private Decision post(PostTransaction command, Ledger ledger, Postings postings, Instant effectiveAt) {
        return switch (accountsPostedTo.by(command.ledger(), ledger, postings)) {
            case Result.Refused<List<AccountsPostedTo.Party>>(Rejection rejection) -> rejection;
            case Result.Agreed<List<AccountsPostedTo.Party>>(List<AccountsPostedTo.Party> parties) -> {
                Map<AccountPath, List<BalanceAfter>> balances = LinkedHashMap.newLinkedHashMap(parties.size());
                for (AccountsPostedTo.Party party : parties) {
                    balances.put(party.path(), party.balances());
                }
                TransactionPosted event = new TransactionPosted(
                        command.ledger(),
                        command.transaction(),
                        command.reference(),
                        command.description(),
                        effectiveAt,
                        effectiveAt.atZone(ledger.timeZone()).toLocalDate(),
                        postings,
                        new Balances(balances),
                        command.metadata());
                record(event, parties);
                yield Decision.ACCEPTED;
            }
        };
    }

    private void record(TransactionPosted event, List<AccountsPostedTo.Party> parties) {
        List<Aggregate<Account>> taking = accountsPostedTo.opened(event.ledger(), parties);
        transactions.begin(
                event.transaction().streamIn(event.ledger()), Transaction::new, transaction -> transaction.post(event));
        for (Aggregate<Account> account : taking) {
            account.execute(root -> root.record(event));
        }
    }
}
