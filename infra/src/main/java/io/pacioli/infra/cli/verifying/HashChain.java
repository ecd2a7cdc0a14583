package io.pacioli.infra.cli.verifying;

import java.util.Arrays;
import java.util.HexFormat;

/** Each event's hash follows from what is stored and from the hash that stands with the event before it. */
final class HashChain implements Invariant {

    private final Findings findings;

    HashChain(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        if (!Arrays.equals(event.hash(), event.row().hash)) {
            HexFormat hex = HexFormat.of();
            findings.add(this, event.where(), hex.formatHex(event.hash()), hex.formatHex(event.row().hash));
        }
    }
}
