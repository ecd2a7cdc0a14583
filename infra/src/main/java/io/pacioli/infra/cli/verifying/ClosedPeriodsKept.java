package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.ClosingEntriesRecorded;
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
 * Nothing is posted for a day that is closed by then but what is marked: adjustments, though none while closing entries are awaited,
 * and closing entries. Books are closed through a later day each time, which was over, and reopened through an earlier one.
 */
final class ClosedPeriodsKept implements Invariant {

    private final Findings findings;
    private final Fold fold;
    private final Map<LedgerId, LocalDate> closedThrough = new HashMap<>();
    private final Map<LedgerId, LocalDate> awaitingEntries = new HashMap<>();

    ClosedPeriodsKept(Findings findings, Fold fold) {
        this.findings = findings;
        this.fold = fold;
    }

    @Override
    public void see(SeenEvent event) {
        switch (event.event()) {
            case PostingEvent posted -> check(event, posted, closedThrough.get(posted.ledger()));
            case PeriodEvent changed -> {
                check(event, changed, closedThrough.get(changed.ledger()));
                put(closedThrough, changed.ledger(), changed.through());
                boolean withEntries = changed instanceof PeriodClosed closed && closed.closingAccount() != null;
                put(awaitingEntries, changed.ledger(), withEntries ? changed.through() : null);
            }
            case ClosingEntriesRecorded recorded -> {
                LocalDate awaited = awaitingEntries.remove(recorded.ledger());
                if (!recorded.through().equals(awaited)) {
                    findings.add(this, event.where(), "entries awaited through " + recorded.through(), awaited);
                }
                checkVersion(event, recorded.ledger(), recorded.version());
            }
            case null, default -> {}
        }
    }

    private static void put(Map<LedgerId, LocalDate> days, LedgerId ledger, @Nullable LocalDate day) {
        if (day == null) {
            days.remove(ledger);
        } else {
            days.put(ledger, day);
        }
    }

    private void check(SeenEvent event, PostingEvent posted, @Nullable LocalDate closed) {
        LocalDate closing = posted.marks().closing();
        if (closing != null) {
            if (closed == null
                    || closing.isAfter(closed)
                    || posted.effectiveDate().isAfter(closing)) {
                findings.add(
                        this,
                        event.where(),
                        "closing entries of a closed period, effective in it",
                        "closed through %s, effective on %s".formatted(closed, posted.effectiveDate()));
            }
            return;
        }
        if (closed == null || posted.effectiveDate().isAfter(closed)) {
            return;
        }
        if (!posted.marks().adjustment()) {
            findings.add(
                    this,
                    event.where(),
                    "effective after %s, or an adjustment".formatted(closed),
                    posted.effectiveDate());
        } else if (awaitingEntries.containsKey(posted.ledger())) {
            findings.add(this, event.where(), "no adjustment before the closing entries", posted.effectiveDate());
        }
    }

    private void checkVersion(SeenEvent event, LedgerId ledger, long version) {
        long counted = fold.ledger(ledger).version;
        if (version != counted) {
            findings.add(this, event.where(), "version " + counted, "version " + version);
        }
    }

    private void check(SeenEvent event, PeriodEvent changed, @Nullable LocalDate before) {
        LedgerState ledger = fold.ledger(changed.ledger());
        checkVersion(event, changed.ledger(), changed.version());
        switch (changed) {
            case PeriodClosed closed -> {
                if (before != null && !closed.through().isAfter(before)) {
                    findings.add(this, event.where(), "closed through a day after " + before, closed.through());
                }
                if (awaitingEntries.containsKey(closed.ledger())) {
                    findings.add(this, event.where(), "no closing before the closing entries", closed.through());
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
