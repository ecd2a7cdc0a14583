package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import java.util.HashMap;
import java.util.Map;

/** The events of each ledger are numbered from 1 without a gap, in the order of their positions. */
final class GaplessJournalNumbers implements Invariant {

    private final Findings findings;
    private final Map<LedgerId, Long> last = new HashMap<>();

    GaplessJournalNumbers(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        JournalRow row = event.row();
        Long before = last.put(row.ledger, row.journalNumber);
        long expected = before == null ? 1 : before + 1;
        if (row.journalNumber != expected) {
            findings.add(this, event.where(), "journal number " + expected, "journal number " + row.journalNumber);
        }
    }
}
