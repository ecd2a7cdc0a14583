package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.eventstore.CopiedEvent;
import io.pacioli.infra.eventstore.CopyingJournal;
import io.pacioli.infra.eventstore.Snapshot;
import io.pacioli.infra.eventstore.StoredEvent;
import io.pacioli.infra.journal.JournalCodecs;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes the journals of files into an installation that does not have these ledgers: the events as they were recorded, with their
 * hashes, their places in streams, their keys, and snapshots of accounts, so that commands go on from there.
 *
 * <p>Files are read twice. The first time they are checked, and nothing is written while anything may be wrong with them; the
 * second time they are written, in one transaction. Memory is bounded by the number of accounts, however long journals are.
 */
public final class ImportingJournals {

    private static final int EVENTS_PER_APPEND = 2_000;
    private static final long BYTES_PER_APPEND = 16L << 20;
    private static final int SNAPSHOTS_PER_STATEMENT = 500;

    private final List<Path> files;
    private final Progress progress;
    private final JournalCodecs codecs = new JournalCodecs();
    private final Set<LedgerId> ledgers = new LinkedHashSet<>();
    private long events;

    public ImportingJournals(List<Path> files, Progress progress) {
        this.files = List.copyOf(files);
        this.progress = progress;
    }

    /**
     * Reads all files to their ends; needs no database.
     *
     * @throws FileDamaged at the first line that is not as it has to be
     * @throws ImportRefused when two files are of the same ledger
     */
    public Imported check() throws IOException {
        Instant last = Instant.EPOCH;
        ledgers.clear();
        events = 0;
        for (Path file : files) {
            Instant ended = check(file);
            last = ended.isAfter(last) ? ended : last;
        }
        return new Imported(events, ledgers.size(), last);
    }

    private Instant check(Path file) throws IOException {
        Instant last = Instant.EPOCH;
        FoldedAccounts accounts = new FoldedAccounts();
        try (JournalFileReader reader = JournalFileReader.open(file)) {
            for (LedgerId ledger : reader.ledgers()) {
                if (!ledgers.add(ledger)) {
                    throw new ImportRefused("%s: another file is of the ledger %s as well.".formatted(file, ledger));
                }
            }
            progress.begin("events checked", reader.events());
            long read = 0;
            for (ReadEvent next = reader.next(); next != null; next = reader.next()) {
                String wrong =
                        accounts.apply(next.event(), next.chained().event().bytes());
                if (wrong != null) {
                    throw reader.damaged(wrong);
                }
                last = next.chained().event().recordedAt();
                progress.reached(++read);
            }
            events += read;
            return last;
        } finally {
            progress.end();
        }
    }

    /**
     * Writes what was checked.
     *
     * @param dataSource gives a new connection each time, as the service's role
     * @throws ImportRefused when it does not go there, FileDamaged when a file has changed since; nothing is written then
     */
    public Imported into(DataSource dataSource) throws SQLException, IOException {
        try (MergedFiles merged = MergedFiles.open(files);
                CopyingJournal journal = CopyingJournal.begin(dataSource, codecs)) {
            Set<LedgerId> present = journal.present(ledgers);
            if (!present.isEmpty()) {
                throw new ImportRefused("The ledger %s is there already. A journal is imported where it is not."
                        .formatted(present.stream()
                                .map(LedgerId::slug)
                                .sorted()
                                .findFirst()
                                .orElseThrow()));
            }
            progress.begin("events", events);
            Imported imported = copy(merged, journal);
            requireUniqueKeys(journal);
            journal.commit();
            return imported;
        } catch (CopyingJournal.AlreadyRecorded e) {
            throw new ImportRefused(
                    "What the files say has happened already, there or in them: %s. Nothing was imported."
                            .formatted(e.getMessage()));
        } finally {
            progress.end();
        }
    }

    private Imported copy(MergedFiles merged, CopyingJournal journal) throws SQLException, IOException {
        FoldedAccounts accounts = new FoldedAccounts();
        Instant last = journal.before().recordedAt();
        long copied = 0;
        for (List<ReadEvent> chunk = chunk(merged); !chunk.isEmpty(); chunk = chunk(merged)) {
            Instant first = chunk.getFirst().chained().event().recordedAt();
            if (first.isBefore(last)) {
                throw new ImportRefused("""
                        The files begin at %s, and what is there ends at %s: recorded times never run backwards. Import all \
                        journals together into an installation without events.""".formatted(first, last));
            }
            append(chunk, journal, accounts);
            last = chunk.getLast().chained().event().recordedAt();
            copied += chunk.size();
            progress.reached(copied);
        }
        store(accounts.snapshots().iterator(), journal);
        return new Imported(copied, ledgers.size(), last);
    }

    private static List<ReadEvent> chunk(MergedFiles merged) throws IOException {
        List<ReadEvent> chunk = new ArrayList<>(EVENTS_PER_APPEND);
        long bytes = 0;
        while (chunk.size() < EVENTS_PER_APPEND && bytes < BYTES_PER_APPEND) {
            @Nullable ReadEvent next = merged.next();
            if (next == null) {
                break;
            }
            chunk.add(next);
            bytes += next.chained().event().bytes();
        }
        return chunk;
    }

    private static void append(List<ReadEvent> chunk, CopyingJournal journal, FoldedAccounts accounts)
            throws SQLException {
        List<Event> facts = chunk.stream().map(ReadEvent::event).toList();
        StreamPlaces places = new StreamPlaces(journal.lastSequences(StreamPlaces.goingOn(facts)));
        List<CopiedEvent> copies = new ArrayList<>(chunk.size());
        for (ReadEvent read : chunk) {
            String wrong = accounts.apply(read.event(), read.chained().event().bytes());
            if (wrong != null) {
                throw new ImportRefused("The files have changed since they were checked: " + wrong);
            }
            StoredEvent stored = read.chained().event();
            copies.add(new CopiedEvent(
                    stored, read.chained().hash(), places.of(read.event()), TakenKeys.of(stored, read.event())));
        }
        journal.append(copies);
    }

    private static void store(Iterator<Snapshot> snapshots, CopyingJournal journal) throws SQLException {
        List<Snapshot> together = new ArrayList<>(SNAPSHOTS_PER_STATEMENT);
        while (snapshots.hasNext()) {
            together.add(snapshots.next());
            if (together.size() == SNAPSHOTS_PER_STATEMENT || !snapshots.hasNext()) {
                journal.store(together);
                together.clear();
            }
        }
    }

    /** Files of different installations may use one key for two things, of which a retry could only find one. */
    private void requireUniqueKeys(CopyingJournal journal) throws SQLException {
        for (Map.Entry<Long, List<StoredEvent>> sharing : journal.sharingKeys().entrySet()) {
            Map<UniqueKey, StoredEvent> carriers = new HashMap<>();
            for (StoredEvent event : sharing.getValue()) {
                for (UniqueKey key : TakenKeys.of(event, codecs.decode(event.ledger(), event.encoded()))) {
                    StoredEvent other = key.hash() == sharing.getKey() ? carriers.putIfAbsent(key, event) : null;
                    if (other != null) {
                        throw new ImportRefused(
                                "The key \"%s\" (%s) is carried by event %d of %s and by event %d of %s. Nothing was imported."
                                        .formatted(
                                                key.value(),
                                                key.scope(),
                                                other.journalNumber(),
                                                other.ledger(),
                                                event.journalNumber(),
                                                event.ledger()));
                    }
                }
            }
        }
    }
}
