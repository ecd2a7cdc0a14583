package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.KnownKeys;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts a transaction.
 *
 * <p>The rules are asked in a fixed order, that of {@link Rejection}'s members, so that a bad command always gets the same
 * answer.
 */
@Component
public class PostingTransaction {

    private final Aggregates<Ledger> ledgers;
    private final BookingTransaction booking;

    public PostingTransaction(
            Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.booking = new BookingTransaction(accounts, transactions);
    }

    @CommandHandler
    public Decision handle(PostTransaction command, DecidedAt decidedAt, KnownKeys keys) {
        Aggregate<Ledger> found = ledgers.find(command.ledger().stream()).orElse(null);
        if (found == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Rejection nameTaken = booking.nameTaken(command, keys);
        if (nameTaken != null) {
            return nameTaken;
        }
        return found.invoke(ledger -> post(command, ledger, decidedAt));
    }

    private Decision post(PostTransaction command, Ledger ledger, DecidedAt decidedAt) {
        return switch (RequestedPostings.of(command).in(ledger)) {
            case Result.Refused<Postings>(Rejection rejection) -> rejection;
            case Result.Agreed<Postings>(Postings postings) ->
                booking.book(command, ledger, postings, exchange(command), decidedAt.instant());
        };
    }

    private static @Nullable Exchange exchange(PostTransaction command) {
        return command.exchange() == null ? null : command.exchange().exchange();
    }
}
