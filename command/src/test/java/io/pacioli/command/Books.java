package io.pacioli.command;

import io.pacioli.command.account.ChangingAccount;
import io.pacioli.command.account.OpeningAccount;
import io.pacioli.command.batch.RecordingBatch;
import io.pacioli.command.ledger.OpeningLedger;
import io.pacioli.command.ledger.RegisteringCurrency;
import io.pacioli.command.period.ClosingPeriod;
import io.pacioli.command.period.RecordingClosingEntries;
import io.pacioli.command.period.ReopeningPeriod;
import io.pacioli.command.transaction.ChangingTransactionMetadata;
import io.pacioli.command.transaction.HoldingTransaction;
import io.pacioli.command.transaction.PostingHold;
import io.pacioli.command.transaction.PostingTransaction;
import io.pacioli.command.transaction.ReleasingHold;
import io.pacioli.command.transaction.ReversingTransaction;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.ChangeAccountMetadata;
import io.pacioli.domain.account.CloseAccount;
import io.pacioli.domain.account.FreezeAccount;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RenameAccount;
import io.pacioli.domain.account.ReopenAccount;
import io.pacioli.domain.account.UnfreezeAccount;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.ClosePeriodAtOnce;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.DecidedAt;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Transaction;
import io.pacioli.domain.transaction.VoidHold;
import java.time.Instant;
import java.util.List;

/** An installation in memory: commands are decided by the real coordinators, and the facts that they lead to are kept in order. */
public final class Books {

    public static final Instant DECIDED_AT = Instant.parse("2026-03-01T10:15:30.123456Z");

    private final FactsInMemory facts = new FactsInMemory();
    private final Aggregates<Ledger> ledgers = new AggregatesInMemory<>(Ledger.class, facts);
    private final Aggregates<Account> accounts = new AggregatesInMemory<>(Account.class, facts);
    private final Aggregates<Transaction> transactions = new AggregatesInMemory<>(Transaction.class, facts);
    private final PostingTransaction postingTransaction = new PostingTransaction(ledgers, accounts, transactions);

    /** Decides commands that have to be accepted, and forgets that they led to facts. */
    public Books given(Command... commands) {
        for (Command command : commands) {
            if (!(when(command) instanceof Decision.Accepted)) {
                throw new IllegalArgumentException("given, but rejected: " + command);
            }
        }
        facts.forgetSeen();
        return this;
    }

    public Decision when(Command command) {
        return when(command, DECIDED_AT);
    }

    public Decision when(Command command, Instant moment) {
        DecidedAt decidedAt = new DecidedAt(moment);
        return switch (command) {
            case OpenLedger open -> new OpeningLedger(ledgers).handle(open);
            case RegisterCurrency register -> new RegisteringCurrency(ledgers).handle(register);
            case ClosePeriod close -> new ClosingPeriod(ledgers).handle(close, decidedAt);
            case ReopenPeriod reopen -> new ReopeningPeriod(ledgers, accounts, transactions).handle(reopen, decidedAt);
            case PostClosingEntries entries ->
                new RecordingClosingEntries(ledgers, accounts, transactions).handle(entries, decidedAt);
            case ClosePeriodAtOnce close ->
                new RecordingClosingEntries(ledgers, accounts, transactions).handle(close, decidedAt);
            case OpenAccount open -> new OpeningAccount(ledgers, accounts).handle(open);
            case ChangeAccountLimits change -> new ChangingAccount(ledgers, accounts).handle(change);
            case FreezeAccount freeze -> new ChangingAccount(ledgers, accounts).handle(freeze);
            case UnfreezeAccount unfreeze -> new ChangingAccount(ledgers, accounts).handle(unfreeze);
            case CloseAccount close -> new ChangingAccount(ledgers, accounts).handle(close);
            case ReopenAccount reopen -> new ChangingAccount(ledgers, accounts).handle(reopen);
            case RenameAccount rename -> new ChangingAccount(ledgers, accounts).handle(rename);
            case ChangeAccountMetadata change -> new ChangingAccount(ledgers, accounts).handle(change);
            case PostTransaction post -> postingTransaction.handle(post, decidedAt, facts);
            case HoldTransaction hold ->
                new HoldingTransaction(ledgers, accounts, transactions).handle(hold, decidedAt, facts);
            case PostHold post -> new PostingHold(ledgers, accounts, transactions).handle(post, decidedAt);
            case VoidHold giveUp -> new ReleasingHold(ledgers, accounts, transactions).handle(giveUp, decidedAt);
            case ExpireHold expire -> new ReleasingHold(ledgers, accounts, transactions).handle(expire, decidedAt);
            case ReverseTransaction reverse ->
                new ReversingTransaction(ledgers, accounts, transactions).handle(reverse, decidedAt, facts);
            case ChangeTransactionMetadata change ->
                new ChangingTransactionMetadata(ledgers, transactions).handle(change);
            case RecordBatch batch ->
                new RecordingBatch(ledgers, accounts, transactions, facts).handle(batch, decidedAt, facts);
            default -> throw new IllegalArgumentException("nobody decides " + command.getClass());
        };
    }

    /** The facts since what was given, each once however many aggregates share it. */
    public List<Event> facts() {
        return facts.seen();
    }

    public Aggregates<Ledger> ledgers() {
        return ledgers;
    }

    public Aggregates<Account> accounts() {
        return accounts;
    }
}
