package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.infra.cli.journalfile.LineFields.Malformed;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.journal.JournalCodecs;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal file, compressed or not, and refuses it at the first line that is not as it has to be.
 *
 * <p>A line is let past when it is JSON with the fields of the format and no others, each in its one form; its event has the next
 * number of its ledger, the hash that follows from what is before it, and a form that this version can read. The end has to say
 * what was there, and the digest of every byte before it.
 */
final class JournalFileReader implements AutoCloseable {

    private static final Set<String> HEADER =
            Set.of(Format.FORMAT, Format.VERSION_FIELD, Format.LEDGERS, Format.EVENTS);
    private static final Set<String> EVENT = Set.of(
            Format.LEDGER,
            Format.JOURNAL_NUMBER,
            Format.ID,
            Format.TYPE,
            Format.REVISION,
            Format.RECORDED_AT,
            Format.PAYLOAD,
            Format.ERASABLE,
            Format.METADATA,
            Format.HASH);
    private static final Set<String> END = Set.of(Format.END, Format.EVENTS, Format.LEDGERS, Format.SHA256);
    private static final Set<String> LEDGER_AT_END = Set.of(Format.LEDGER, Format.EVENTS, Format.HASH);

    /** {@code Instant} would read a small t or z as well. */
    private static final Pattern RECORDED_AT = Pattern.compile("[-0-9]+T[:0-9]+(\\.[0-9]{1,6})?Z");

    private final FileLines lines;
    private final JournalCodecs codecs = new JournalCodecs();
    private final MessageDigest digest = Format.sha256();
    private final List<LedgerId> ledgers;
    private final long events;
    private final Chains chains;
    private Instant recordedAt = Instant.MIN;

    private JournalFileReader(FileLines lines, List<LedgerId> ledgers, long events) {
        this.lines = lines;
        this.ledgers = ledgers;
        this.events = events;
        this.chains = new Chains(ledgers);
    }

    /** Opens a file and reads its header. */
    static JournalFileReader open(Path file) throws IOException {
        FileLines lines = FileLines.open(file);
        try {
            byte[] line = lines.next();
            if (line == null) {
                throw lines.damaged("the file is empty");
            }
            LineFields header = header(LineFields.of(line));
            JournalFileReader reader = new JournalFileReader(lines, header.ledgerIds(), header.number(Format.EVENTS));
            Format.update(reader.digest, line);
            return reader;
        } catch (Malformed e) {
            FileDamaged damaged = lines.damaged(e.getMessage());
            lines.close();
            throw damaged;
        } catch (IOException | FileDamaged e) {
            lines.close();
            throw e;
        }
    }

    private static LineFields header(LineFields line) {
        if (!Format.NAME.equals(line.textOrNull(Format.FORMAT))) {
            throw new Malformed("this is not the header of a journal file");
        }
        if (line.number(Format.VERSION_FIELD) != Format.VERSION) {
            throw new Malformed("version %d of the format is not known here, but version %d"
                    .formatted(line.number(Format.VERSION_FIELD), Format.VERSION));
        }
        return line.only(HEADER);
    }

    /** Those that the header names. */
    List<LedgerId> ledgers() {
        return ledgers;
    }

    /** How many events the header says there are. */
    long events() {
        return events;
    }

    /** The next event, or null where the file has come to its right end. */
    @Nullable
    ReadEvent next() throws IOException {
        byte[] line = lines.next();
        if (line == null) {
            throw lines.damaged("the file was cut off: its end is missing");
        }
        try {
            LineFields fields = LineFields.of(line);
            if (!fields.has(Format.END)) {
                ReadEvent read = event(fields.only(EVENT));
                Format.update(digest, line);
                return read;
            }
            end(fields.only(END));
        } catch (Malformed e) {
            throw lines.damaged(e.getMessage());
        }
        if (lines.next() != null) {
            throw lines.damaged("something stands behind the end");
        }
        return null;
    }

    /** To be told of something that is wrong with the event that was read last. */
    FileDamaged damaged(String reason) {
        return lines.damaged(reason);
    }

    private ReadEvent event(LineFields fields) {
        String erasable = fields.textOrNull(Format.ERASABLE);
        ChainedEvent chained = new ChainedEvent(
                new StoredEvent(
                        0,
                        fields.ledger(),
                        fields.number(Format.JOURNAL_NUMBER),
                        id(fields.text(Format.ID)),
                        new EncodedEvent(
                                fields.text(Format.TYPE),
                                fields.smallNumber(Format.REVISION),
                                JsonBytes.of(fields.text(Format.PAYLOAD)),
                                erasable == null ? null : JsonBytes.of(erasable)),
                        JsonBytes.of(fields.text(Format.METADATA)),
                        recordedAt(fields.text(Format.RECORDED_AT))),
                fields.hash());
        String wrong = chains.follow(chained);
        if (wrong != null) {
            throw new Malformed(wrong);
        }
        return new ReadEvent(chained, decode(chained.event()));
    }

    private Event decode(StoredEvent event) {
        try {
            if (!event.metadata().toString().startsWith("{")) {
                throw new Malformed("\"metadata\" has to be an object");
            }
            return codecs.decode(event.ledger(), event.encoded());
        } catch (EventUnreadable e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new Malformed("\"id\" is no UUID");
        }
        throw new Malformed("\"id\" has to be a UUID in lower case");
    }

    private Instant recordedAt(String text) {
        try {
            Instant moment = Instant.parse(text);
            if (!RECORDED_AT.matcher(text).matches()) {
                throw new Malformed("\"recordedAt\" has to be as in 2026-03-01T08:00:00.000001Z");
            }
            if (moment.isBefore(recordedAt)) {
                throw new Malformed("recorded at %s, earlier than the event before it".formatted(text));
            }
            recordedAt = moment;
            return moment;
        } catch (DateTimeException e) {
            throw new Malformed("\"recordedAt\" has to be as in 2026-03-01T08:00:00.000001Z");
        }
    }

    private void end(LineFields end) {
        if (!end.text(Format.END).equals(Format.NAME)) {
            throw new Malformed("this is not the end of a journal file");
        }
        List<LineFields> said = end.ledgerObjects();
        if (end.number(Format.EVENTS) != chains.events()
                || events != chains.events()
                || said.size() != ledgers.size()) {
            throw new Malformed("the header says %,d events of %,d ledgers, the end %,d of %,d, and %,d are there"
                    .formatted(events, ledgers.size(), end.number(Format.EVENTS), said.size(), chains.events()));
        }
        int place = 0;
        for (Map.Entry<LedgerId, Chains.Tip> ledger : chains.tips().entrySet()) {
            LineFields each = said.get(place++).only(LEDGER_AT_END);
            Chains.Tip tip = ledger.getValue();
            if (!each.ledger().equals(ledger.getKey())
                    || each.number(Format.EVENTS) != tip.events()
                    || !each.hash().equals(tip.hash())) {
                throw new Malformed("the ledger %s has %,d events up to hash %s, and that is not what the end says"
                        .formatted(ledger.getKey(), tip.events(), tip.hash()));
            }
        }
        String computed = HexFormat.of().formatHex(digest.digest());
        if (!end.text(Format.SHA256).equals(computed)) {
            throw new Malformed("expected sha256 %s of all lines before this one, found %s"
                    .formatted(computed, end.text(Format.SHA256)));
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
