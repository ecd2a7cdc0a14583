package io.pacioli.infra.cli.verifying;

/** In each transaction and each currency debits equal credits, added up from the document without the code that reads events. */
final class DebitsEqualCredits implements Invariant {

    private final Findings findings;

    DebitsEqualCredits(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        if (!event.imbalance().isEmpty()) {
            findings.add(this, event.where(), "debits less credits of 0", event.imbalance());
        }
    }
}
