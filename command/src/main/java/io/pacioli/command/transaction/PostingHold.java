package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Posts what a transaction kept in reserve, all of it or a part, and releases the rest. */
@Component
public class PostingHold {

    private final Aggregates<Ledger> ledgers;
    private final Aggregates<Transaction> transactions;
    private final ConditionsOnAccounts conditionsOnAccounts;
    private final EndingHold ending;

    public PostingHold(Aggregates<Ledger> ledgers, Aggregates<Account> accounts, Aggregates<Transaction> transactions) {
        this.ledgers = ledgers;
        this.transactions = transactions;
        this.conditionsOnAccounts = new ConditionsOnAccounts(accounts);
        this.ending = new EndingHold(accounts);
    }

    @CommandHandler
    public Decision handle(PostHold command, DecidedAt decidedAt) {
        Aggregate<Ledger> found = ledgers.find(command.ledger().stream()).orElse(null);
        if (found == null) {
            return new Rejection.LedgerNotFound(command.ledger());
        }
        Aggregate<Transaction> hold = transactions
                .find(command.transaction().streamIn(command.ledger()))
                .orElse(null);
        if (hold == null) {
            return new Rejection.TransactionNotFound(command.transaction());
        }
        return found.invoke(ledger -> post(command, ledger, hold, decidedAt.instant()));
    }

    private Decision post(PostHold command, Ledger ledger, Aggregate<Transaction> hold, Instant decidedAt) {
        return switch (wanted(command, ledger, hold, decidedAt)) {
            case Result.Refused<Postings>(Rejection rejection) -> rejection;
            case Result.Agreed<Postings>(Postings postings) -> post(command, ledger, hold, postings, decidedAt);
        };
    }

    private static Result<Postings> wanted(
            PostHold command, Ledger ledger, Aggregate<Transaction> hold, Instant decidedAt) {
        RequestedPostings part = RequestedPostings.of(command);
        if (command.part() == null) {
            Rejection broken = part.brokenRule(ledger);
            return broken == null ? hold.invoke(root -> root.held(decidedAt)) : Result.refused(broken);
        }
        return switch (part.in(ledger)) {
            case Result.Refused<Postings>(Rejection rejection) -> Result.refused(rejection);
            case Result.Agreed<Postings>(Postings postings) -> hold.invoke(root -> root.held(postings, decidedAt));
        };
    }

    private Decision post(
            PostHold command, Ledger ledger, Aggregate<Transaction> hold, Postings postings, Instant decidedAt) {
        Instant effectiveAt = command.effectiveAt().in(ledger.timeZone(), decidedAt);
        LocalDate effectiveDate = effectiveAt.atZone(ledger.timeZone()).toLocalDate();
        Marks marks = Marks.of(command.terms());
        Rejection notTaken = BookingTransaction.notPostedFor(ledger, marks, effectiveAt, effectiveDate, decidedAt);
        if (notTaken != null) {
            return notTaken;
        }
        Map<AccountPath, List<Posting>> posted = postings.byAccount();
        Rejection freezing = command.terms().force() ? null : ending.freezing(command.ledger(), posted);
        if (freezing != null) {
            return freezing;
        }
        Rejection failing = conditionsOnAccounts.failing(command.terms().conditions(), command.ledger(), ledger);
        if (failing != null) {
            return failing;
        }
        return ending.end(
                hold,
                command,
                posted,
                balances -> new HoldPosted(
                        command.ledger(),
                        command.transaction(),
                        effectiveAt,
                        effectiveDate,
                        postings,
                        balances,
                        marks));
    }
}
