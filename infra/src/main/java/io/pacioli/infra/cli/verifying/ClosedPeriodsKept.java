package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.transaction.PostingEvent;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nothing but what is marked as an adjustment is posted for a day that is closed by then. Books are closed through a later day each time, which was over, and
 * reopened through an earlier one.
 */
final class ClosedPeriodsKept implements Invariant {

    private final Findings findings;
    private final Fold fold;
    private final Map<LedgerId, LocalDate> closedThrough = new HashMap<>();

    ClosedPeriodsKept(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        switch (event.event()) {
            case PostingEvent posted -> {
                LocalDate closed = closedThrough.get(posted.ledger());
                if (closed != null
                        && !posted.effectiveDate().isAfter(closed)
                        && !posted.marks().reachClosedPeriods()) {
                    findings.add(
                            this,
                            event.where(),
                            "effective after " + closed + ", or an adjustment",
                            posted.effectiveDate());
                }
            }
            case PeriodEvent changed -> {
                check(event, changed, closedThrough.get(changed.ledger()));
                if (changed.through() == null) {
                    closedThrough.remove(changed.ledger());
                } else {
                    closedThrough.put(changed.ledger(), changed.through());
                }
            }
            case null, default -> {}
        }
    }

    private void check(SeenEvent event, PeriodEvent changed, @Nullable LocalDate before) {
        LedgerState ledger = fold.ledger(changed.ledger());
        if (changed.version() != ledger.version) {
            findings.add(this, event.where(), "version " + ledger.version, "version " + changed.version());
        }
        switch (changed) {
            case PeriodClosed closed -> {
                if (before != null && !closed.through().isAfter(before)) {
                    findings.add(this, event.where(), "closed through a day after " + before, closed.through());
                }
                if (ledger.opened != null) {
                    LocalDate today = event.row()
                            .recordedAt
                            .atZone(ledger.opened.timeZone())
                            .toLocalDate();
                    if (!closed.through().isBefore(today)) {
                        findings.add(this, event.where(), "closed through a day before " + today, closed.through());
                    }
                }
            }
            case PeriodReopened reopened -> {
                if (before == null
                        || (reopened.through() != null && !reopened.through().isBefore(before))) {
                    findings.add(
                            this,
                            event.where(),
                            "reopened through a day before that through which the books are closed, " + before,
                            reopened.through());
                }
            }
        }
    }
}
