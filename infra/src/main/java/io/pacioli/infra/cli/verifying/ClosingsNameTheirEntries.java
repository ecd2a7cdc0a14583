package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Closing entries are named by what records them, right behind them; and what takes them back, by the reopening behind that. */
final class ClosingsNameTheirEntries implements Invariant {

    private final Findings findings;
    private final Map<LedgerId, List<TransactionId>> posted = new HashMap<>();
    private final Map<LedgerId, List<TransactionId>> reversed = new HashMap<>();

    ClosingsNameTheirEntries(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        switch (event.event()) {
            case TransactionPosted entries
            when entries.marks().closing() != null -> {
                (entries.reversal() == null ? posted : reversed)
                        .computeIfAbsent(entries.ledger(), ledger -> new ArrayList<>(1))
                        .add(entries.transaction());
            }
            case ClosingEntriesRecorded recorded ->
                compare(
                        event,
                        posted.remove(recorded.ledger()),
                        recorded.transaction() == null ? List.of() : List.of(recorded.transaction()));
            case PeriodReopened reopened -> compare(event, reversed.remove(reopened.ledger()), reopened.reversals());
            case null, default -> {}
        }
    }

    private void compare(SeenEvent event, @Nullable List<TransactionId> found, List<TransactionId> said) {
        List<TransactionId> before = found == null ? List.of() : found;
        if (!said.equals(before)) {
            findings.add(this, event.where(), "right before it " + said, before);
        }
    }

    @Override
    public void end() {
        posted.forEach((ledger, entries) -> findings.add(this, ledger.toString(), "recorded closing entries", entries));
        reversed.forEach(
                (ledger, entries) -> findings.add(this, ledger.toString(), "a reopening that names them", entries));
    }
}
