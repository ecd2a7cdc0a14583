package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.JournalRow;
import io.pacioli.infra.cli.verifying.JournalRows;
import io.pacioli.infra.cli.verifying.Moment;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.eventstore.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes the journal of a ledger, or of all, as it is at one moment; changes nothing and stops nobody. */
public final class ExportingJournal {

    /** Goes from ledger to ledger along the index, however many events each has. */
    private static final String LEDGERS = """
            with recursive known(tenant, ledger) as (
              (select tenant, ledger from event_store.events order by tenant, ledger limit 1)
              union all
              select next.tenant, next.ledger from known, lateral (
                select e.tenant, e.ledger from event_store.events e
                where (e.tenant, e.ledger) > (known.tenant, known.ledger)
                order by e.tenant, e.ledger limit 1) next)
            select ledger from known where tenant = 'default' order by ledger
            """;

    private final DataSource dataSource;
    private final Scope scope;
    private final Progress progress;

    /** @param dataSource gives a new connection each time, of a role that may read events */
    public ExportingJournal(DataSource dataSource, Scope scope, Progress progress) {
        this.dataSource = dataSource;
        this.scope = scope;
        this.progress = progress;
    }

    /**
     * @param out buffered; it is left open
     * @throws ExportImpossible when there is no such ledger, or its journal is damaged
     */
    public Exported to(OutputStream out) throws SQLException, IOException {
        try (Moment moment = new Moment(dataSource)) {
            return write(moment, new JournalFileWriter(out));
        } finally {
            progress.end();
        }
    }

    private Exported write(Moment moment, JournalFileWriter file) throws SQLException, IOException {
        List<LedgerId> ledgers = ledgers(moment);
        long expected = count(moment);
        Chains chains = new Chains(ledgers);
        file.header(ledgers, expected);
        progress.begin("events", expected);
        JournalRows rows = new JournalRows(moment, scope);
        long events = 0;
        for (List<JournalRow> chunk = rows.next(); !chunk.isEmpty(); chunk = rows.next()) {
            for (JournalRow row : chunk) {
                write(row, chains, file);
            }
            events += chunk.size();
            progress.reached(events);
        }
        if (events != expected) {
            throw damaged("%,d events are expected, and %,d are there".formatted(expected, events));
        }
        file.end(chains);
        return Exported.of(chains);
    }

    private static void write(JournalRow row, Chains chains, JournalFileWriter file) throws IOException {
        ChainedEvent event = new ChainedEvent(
                new StoredEvent(
                        row.position,
                        row.ledger,
                        row.journalNumber,
                        row.eventId,
                        row.encoded,
                        row.metadata,
                        row.recordedAt),
                HexFormat.of().formatHex(row.hash));
        @Nullable String wrong = chains.follow(event);
        if (wrong != null) {
            throw damaged("%s: %s".formatted(row.where(), wrong));
        }
        file.event(event);
    }

    private static ExportImpossible damaged(String how) {
        return ExportImpossible.damaged(
                "The stored journal is damaged, and a copy of it would be refused. %s. `./pacioli verify` tells all of it."
                        .formatted(how));
    }

    private List<LedgerId> ledgers(Moment moment) throws SQLException {
        LedgerId one = scope.ledger();
        if (one != null) {
            return List.of(one);
        }
        List<LedgerId> ledgers = new ArrayList<>();
        try (ResultSet rows = moment.rows(LEDGERS)) {
            while (rows.next()) {
                ledgers.add(LedgerId.of(rows.getString(1)));
            }
        }
        return ledgers;
    }

    /** Numbers and positions have no gaps, so the last says how many there are; a row that is missing is found out by that. */
    private long count(Moment moment) throws SQLException {
        LedgerId one = scope.ledger();
        if (one == null) {
            return moment.number("select position from event_store.head");
        }
        long count = moment.number(
                "select coalesce(max(journal_number), 0) from event_store.events where " + scope.condition());
        if (count == 0) {
            throw ExportImpossible.nothing("There is no ledger %s.".formatted(one));
        }
        return count;
    }
}
