package io.pacioli.infra.cli.verifying;

/** Each event can be read, and says nothing that breaks a rule of the domain. */
final class ReadableEvents implements Invariant {

    private final Findings findings;

    ReadableEvents(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        if (event.unreadable() != null) {
            findings.add(this, event.where(), "an event that can be read", event.unreadable());
        }
    }
}
