package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.eventstore.JournalHash;
import io.pacioli.infra.eventstore.StoredEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the chain of each ledger of a file has come to. */
final class Chains {

    private final JournalHash hash = new JournalHash();
    private final Map<LedgerId, Tip> tips = new LinkedHashMap<>();

    /** The last event of a ledger so far. */
    static final class Tip {
        private long events;
        private byte[] last;

        private Tip(byte[] before) {
            last = before;
        }

        /** How many events there are, and so the number of the last. */
        long events() {
            return events;
        }

        String hash() {
            return HexFormat.of().formatHex(last);
        }
    }

    Chains(Collection<LedgerId> ledgers) {
        ledgers.forEach(ledger -> tips.put(ledger, new Tip(hash.before(ledger))));
    }

    /** Goes on to an event, and says what is wrong with it, or null. */
    @Nullable
    String follow(ChainedEvent next) {
        StoredEvent event = next.event();
        Tip tip = tips.get(event.ledger());
        if (tip == null) {
            return "no event of the ledger %s is expected".formatted(event.ledger());
        }
        if (event.journalNumber() != tip.events + 1) {
            return "expected journal number %d of the ledger %s, found %d"
                    .formatted(tip.events + 1, event.ledger(), event.journalNumber());
        }
        byte[] computed = hash.next(
                tip.last,
                event.journalNumber(),
                event.eventId(),
                event.encoded(),
                event.recordedAt(),
                event.metadata());
        String expected = HexFormat.of().formatHex(computed);
        if (!expected.equals(next.hash())) {
            return "expected hash %s, found %s".formatted(expected, next.hash());
        }
        tip.events++;
        tip.last = computed;
        return null;
    }

    Map<LedgerId, Tip> tips() {
        return Collections.unmodifiableMap(tips);
    }

    long events() {
        return tips.values().stream().mapToLong(Tip::events).sum();
    }
}
