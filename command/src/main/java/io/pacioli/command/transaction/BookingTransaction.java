package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.RequestedExchange;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Puts a transaction into the books, posted or in reserve, whatever it is for: asks every account that it touches, and only when all agree lets each
 * take part in it. Nothing is applied before the last of them has agreed.
 */
final class BookingTransaction {

    private final Aggregates<Transaction> transactions;
    private final AccountsPostedTo accountsPostedTo;

    BookingTransaction(Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.transactions = transactions;
        this.accountsPostedTo = new AccountsPostedTo(accounts);
    }

    /** Why the new transaction cannot be called what it is to be called, or null. */
    @Nullable
    Rejection nameTaken(TransactionCommand command, KnownKeys keys) {
        if (!command.identity().fresh()
                && transactions
                        .find(command.transaction().streamIn(command.ledger()))
                        .isPresent()) {
            return new Rejection.TransactionExists(command.transaction());
        }
        if (command.reference() != null && keys.isTaken(command.reference().keyIn(command.ledger()))) {
            return new Rejection.ReferenceTaken(command.reference());
        }
        return null;
    }

    /**
     * A transaction that takes nothing back.
     *
     * @param exchange which currency it gives for which, or null
     */
    Decision book(
            TransactionCommand command,
            Ledger ledger,
            Postings postings,
            @Nullable Exchange exchange,
            Instant decidedAt) {
        return book(command, ledger, postings, exchange, null, null, Marks.of(command.terms()), decidedAt);
    }

    /** The closing entries of a period. */
    Decision book(PostClosingEntries command, Ledger ledger, Postings postings, Instant decidedAt) {
        return book(command, ledger, postings, null, null, null, command.marks(), decidedAt);
    }

    /** A transaction that takes another one back. */
    Decision book(
            TransactionCommand command,
            Ledger ledger,
            Postings postings,
            Reversal reversal,
            Aggregate<Transaction> reversed,
            Marks marks,
            Instant decidedAt) {
        return book(command, ledger, postings, null, reversal, reversed, marks, decidedAt);
    }

    /** Why nothing can be posted for a time, or null. */
    static @Nullable Rejection notPostedFor(
            Ledger ledger, Marks marks, Instant effectiveAt, LocalDate effectiveDate, Instant decidedAt) {
        if (!EffectiveAt.isWithinRange(effectiveAt, ledger.timeZone(), decidedAt)) {
            return new Rejection.EffectiveAtOutOfRange();
        }
        if (!ledger.isClosed(effectiveDate) || marks.closing() != null) {
            return null;
        }
        if (!marks.adjustment()) {
            return new Rejection.PeriodClosed(effectiveDate, ledger.closedThrough());
        }
        // What has been summed up for closing entries has to be right until they are posted.
        LocalDate awaited = ledger.awaitingEntriesThrough();
        return awaited == null ? null : new Rejection.ClosingEntriesAwaited(awaited);
    }

    private Decision book(
            TransactionCommand command,
            Ledger ledger,
            Postings postings,
            @Nullable Exchange exchange,
            @Nullable Reversal reversal,
            @Nullable Aggregate<Transaction> reversed,
            Marks marks,
            Instant decidedAt) {
        Instant effectiveAt = command.effectiveAt().in(ledger.timeZone(), decidedAt);
        LocalDate effectiveDate = effectiveAt.atZone(ledger.timeZone()).toLocalDate();
        Rejection notTaken = notPostedFor(ledger, marks, effectiveAt, effectiveDate, decidedAt);
        if (notTaken != null) {
            return notTaken;
        }
        return switch (accountsPostedTo.by(
                command.ledger(), ledger, postings, exchange, command.terms(), AccountsPostedTo.Question.POSTED)) {
            case Result.Refused<List<AccountsPostedTo.Party>>(Rejection rejection) -> rejection;
            case Result.Agreed<List<AccountsPostedTo.Party>>(List<AccountsPostedTo.Party> parties) -> {
                TransactionPosted event = new TransactionPosted(
                        command.ledger(),
                        command.transaction(),
                        command.reference(),
                        command.description(),
                        effectiveAt,
                        effectiveDate,
                        postings,
                        balances(parties),
                        command.metadata(),
                        reversal,
                        exchange,
                        marks);
                begin(event, parties);
                if (reversed != null) {
                    reversed.execute(transaction -> transaction.reverse(event));
                }
                yield Decision.ACCEPTED;
            }
        };
    }

    /** A transaction that is put in reserve. Nothing of it is posted, so that no closed period is against it. */
    Decision hold(HoldTransaction command, Ledger ledger, Postings postings, Instant decidedAt) {
        Instant effectiveAt = command.effectiveAt().in(ledger.timeZone(), decidedAt);
        if (!EffectiveAt.isWithinRange(effectiveAt, ledger.timeZone(), decidedAt)) {
            return new Rejection.EffectiveAtOutOfRange();
        }
        if (command.expiresAt() != null && !command.expiresAt().isAfter(decidedAt)) {
            return new Rejection.ExpiresAtNotAhead();
        }
        RequestedExchange requested = command.proposed().exchange();
        Exchange exchange = requested == null ? null : requested.exchange();
        return switch (accountsPostedTo.by(
                command.ledger(), ledger, postings, exchange, command.terms(), AccountsPostedTo.Question.RESERVED)) {
            case Result.Refused<List<AccountsPostedTo.Party>>(Rejection rejection) -> rejection;
            case Result.Agreed<List<AccountsPostedTo.Party>>(List<AccountsPostedTo.Party> parties) -> {
                TransactionHeld event = new TransactionHeld(
                        command.ledger(),
                        command.transaction(),
                        command.reference(),
                        command.description(),
                        effectiveAt,
                        effectiveAt.atZone(ledger.timeZone()).toLocalDate(),
                        command.expiresAt(),
                        postings,
                        balances(parties),
                        command.metadata(),
                        exchange,
                        Marks.of(command.terms()));
                begin(event, parties);
                yield Decision.ACCEPTED;
            }
        };
    }

    private static Balances balances(List<AccountsPostedTo.Party> parties) {
        Map<AccountPath, List<BalanceAfter>> balances = LinkedHashMap.newLinkedHashMap(parties.size());
        for (AccountsPostedTo.Party party : parties) {
            balances.put(party.path(), party.balances());
        }
        return new Balances(balances);
    }

    private void begin(BeginningEvent event, List<AccountsPostedTo.Party> parties) {
        List<Aggregate<Account>> taking = accountsPostedTo.opened(event.ledger(), parties);
        transactions.begin(
                event.transaction().streamIn(event.ledger()),
                Transaction::new,
                transaction -> transaction.begin(event));
        for (Aggregate<Account> account : taking) {
            account.execute(root -> root.record(event));
        }
    }
}
