package io.pacioli.infra.closing;

import io.pacioli.command.period.TemporaryAccounts;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.NetBalance;
import io.pacioli.projections.balance.TrialBalanceRow;
import io.pacioli.projections.balance.TrialBalances;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** Sums up income and expense accounts from the read tables, once these have come to the position that is asked for. */
final class ProjectedTemporaryAccounts implements TemporaryAccounts {

    private final AppliedPosition applied;
    private final ReadSnapshots snapshots;
    private final Ledgers ledgers;
    private final TrialBalances trialBalances;
    private final Journal journal;
    private final Duration waitMax;

    ProjectedTemporaryAccounts(
            AppliedPosition applied,
            ReadSnapshots snapshots,
            Ledgers ledgers,
            TrialBalances trialBalances,
            Journal journal,
            Duration waitMax) {
        this.applied = applied;
        this.snapshots = snapshots;
        this.ledgers = ledgers;
        this.trialBalances = trialBalances;
        this.journal = journal;
        this.waitMax = waitMax;
    }

    @Override
    public List<NetBalance> balances(LedgerId ledger, LocalDate through, long position, int limit) {
        await(position);
        try {
            return snapshots.read(snapshot -> balances(snapshot, ledger, through, position, limit));
        } catch (DataAccessException e) {
            throw new RequestRefused(
                    ProblemCode.DATABASE_UNAVAILABLE,
                    "The balances of the period could not be read. Send the request again with the same Idempotency-Key.");
        }
    }

    @Override
    public long head() {
        try {
            return journal.head();
        } catch (DataAccessException e) {
            throw new RequestRefused(
                    ProblemCode.DATABASE_UNAVAILABLE,
                    "The position of the journal could not be read. Send the request again with the same Idempotency-Key.");
        }
    }

    private List<NetBalance> balances(
            ReadSnapshot snapshot, LedgerId ledger, LocalDate through, long position, int limit) {
        if (snapshot.position() < position) {
            throw notReached(position);
        }
        return ledgers
                .id(snapshot, ledger)
                .map(id -> trialBalances.ofTemporaryAccounts(snapshot, id, through, limit))
                .orElse(List.of())
                .stream()
                .map(ProjectedTemporaryAccounts::net)
                .toList();
    }

    private static NetBalance net(TrialBalanceRow row) {
        return new NetBalance(
                row.account(),
                row.currency(),
                row.totals().debits().subtract(row.totals().credits()));
    }

    private void await(long position) {
        try {
            if (applied.await(position, waitMax) != AppliedPosition.Wait.REACHED) {
                throw notReached(position);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(ProblemCode.SHUTTING_DOWN, "The service is stopping.");
        }
    }

    private static RequestRefused notReached(long position) {
        return new RequestRefused(
                ProblemCode.DECISION_TIMED_OUT,
                "The read tables, from which closing entries are summed up, have not come to position %d in time. Send the request again with the same Idempotency-Key."
                        .formatted(position));
    }
}
