package io.pacioli.infra.cli.benching;

import java.util.BitSet;
import tools.jackson.databind.JsonNode;

/** Is shown the events of a run's ledger in order, and notes what is missing, double or nobody's. */
final class JournalOfRun {

    private static final String TRANSACTION = "transaction-posted";
    private static final int NONE = -1;

    private final Run run;
    private final BitSet acknowledged;
    private final Differences differences;
    private final BitSet seen = new BitSet();
    private long last;
    private long events;
    private long transactions;

    /** @param acknowledged the numbers of the requests that have to be there */
    JournalOfRun(Run run, BitSet acknowledged, Differences differences) {
        this.run = run;
        this.acknowledged = acknowledged;
        this.differences = differences;
    }

    void see(JsonNode event) {
        long number = event.path("journalNumber").asLong();
        if (number != last + 1) {
            differences.add("in the journal, %d is followed by %d".formatted(last, number));
        }
        last = number;
        events++;
        if (event.path("type").asString("").equals(TRANSACTION)) {
            transactions++;
        }
        JsonNode key = event.path("metadata").path("idempotencyKey");
        if (!key.isMissingNode() && !key.asString("").equals(run.ledgerKey())) {
            see(key.asString(""));
        }
    }

    private void see(String key) {
        int request = request(key);
        if (request == NONE || !acknowledged.get(request)) {
            differences.add("the journal has the key %s, which was not acknowledged".formatted(key));
        } else if (seen.get(request)) {
            differences.add("the journal has the key %s twice".formatted(key));
        } else {
            seen.set(request);
        }
    }

    private int request(String key) {
        try {
            return key.startsWith(run.keyPrefix())
                    ? Integer.parseInt(key.substring(run.keyPrefix().length()))
                    : NONE;
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /** All events have been shown. */
    void end() {
        BitSet missing = (BitSet) acknowledged.clone();
        missing.andNot(seen);
        missing.stream()
                .forEach(request -> differences.add("the key %s%d was acknowledged, and is not in the journal"
                        .formatted(run.keyPrefix(), request)));
    }

    long events() {
        return events;
    }

    long transactions() {
        return transactions;
    }
}
