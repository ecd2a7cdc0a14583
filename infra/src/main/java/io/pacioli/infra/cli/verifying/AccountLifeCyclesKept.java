package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is posted or held on a side of an account that is frozen, unless it is forced, or of one that is closed, nor in a currency in which the account
 * is not kept. An account is closed while it holds nothing, and then nothing comes of it but its reopening; what its metadata are
 * after a change is what they were before, and the change, unless those texts were erased.
 */
final class AccountLifeCyclesKept implements Invariant {

    private final Findings findings;
    private final Fold fold;

    AccountLifeCyclesKept(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    /** What comes next is held to how the account stands before it. */
    @Override
    public void before(SeenEvent event) {
        switch (event.event()) {
            case BeginningEvent begun -> check(event, begun.postings().lines(), begun.marks());
            case PostingEvent posted -> check(event, posted.postings().lines(), posted.marks());
            case AccountChanged changed ->
                check(event, changed, fold.ledger(changed.ledger()).account(changed.account()));
            case null, default -> {}
        }
    }

    @Override
    public void see(SeenEvent event) {
        // All has been said before it.
    }

    private void check(SeenEvent event, List<Posting> lines, Marks marks) {
        LedgerState ledger = fold.ledger(event.row().ledger);
        for (Posting line : lines) {
            AccountState account = ledger.account(line.account());
            if (account.closed) {
                findings.add(this, event.where(), "nothing to " + account.path + ", which is closed", line);
            }
            if (isFrozen(account.frozen, line.direction()) && !marks.forced()) {
                findings.add(this, event.where(), "no " + line.direction() + " of " + account.path, line);
            }
            if (!account.currencies.isEmpty()
                    && !account.currencies.contains(line.money().currency())) {
                findings.add(this, event.where(), account.path + " in one of " + account.currencies, line);
            }
        }
    }

    private static boolean isFrozen(@Nullable Frozen frozen, Direction direction) {
        return frozen == Frozen.BOTH || (frozen != null && frozen.word().equals(direction.word()));
    }

    private void check(SeenEvent event, AccountChanged changed, AccountState account) {
        if (account.closed != (changed instanceof AccountReopened)) {
            findings.add(
                    this,
                    event.where(),
                    account.closed ? "the reopening of " + account.path : account.path + " to be closed before",
                    changed);
        }
        switch (changed) {
            case AccountClosed _ -> expect(event, account.isEmpty(), "nothing to be held by " + account.path, changed);
            case AccountFrozen frozen ->
                expect(
                        event,
                        account.frozen == null
                                || (account.frozen != frozen.direction() && frozen.direction() == Frozen.BOTH),
                        "another side than " + account.frozen,
                        changed);
            case AccountUnfrozen _ -> expect(event, account.frozen != null, "a frozen account", changed);
            case AccountReopened reopened ->
                expect(event, account.frozen == reopened.frozen(), "frozen: " + account.frozen, changed);
            case AccountMetadataChanged metadata -> check(event, metadata, account);
            case AccountLimitsChanged _, AccountRenamed _ -> {}
        }
    }

    private void check(SeenEvent event, AccountMetadataChanged changed, AccountState account) {
        MetadataChange change = changed.change();
        boolean erased = change.merge().isEmpty() && change.delete().isEmpty();
        Metadata before = account.metadataErased ? null : account.metadata;
        account.metadataErased = erased;
        if (!erased && before != null) {
            Optional<Metadata> expected = change.appliedTo(before);
            expect(
                    event,
                    expected.equals(Optional.of(changed.metadata())),
                    expected.<Object>map(Metadata::pairs).orElse("no more than 64 pairs"),
                    changed.metadata().pairs());
        }
    }

    private void expect(SeenEvent event, boolean holds, Object expected, Object found) {
        if (!holds) {
            findings.add(this, event.where(), expected, found);
        }
    }
}
