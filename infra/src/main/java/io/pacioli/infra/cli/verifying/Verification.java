package io.pacioli.infra.cli.verifying;

import io.pacioli.infra.cli.progress.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Checks everything that has to hold of what is stored, as it is at one moment; changes nothing and stops nobody. */
public final class Verification {

    private final DataSource dataSource;
    private final Scope scope;
    private final Consumer<Difference> told;
    private final Progress progress;

    /**
     * @param dataSource gives a new connection each time, of a role that may read everything
     * @param told is given the first differences of each invariant
     */
    public Verification(DataSource dataSource, Scope scope, Consumer<Difference> told, Progress progress) {
        this.dataSource = dataSource;
        this.scope = scope;
        this.told = told;
        this.progress = progress;
    }

    /** @throws VerificationImpossible where there is nothing to check, or nothing to check it against */
    public Verdict run() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        try (Moment moment = new Moment(dataSource)) {
            return run(moment, count(moment), begun);
        } finally {
            progress.end();
        }
    }

    private Verdict run(Moment moment, long expected, long begun) throws SQLException, InterruptedException {
        try (ExaminedJournal journal = new ExaminedJournal(new JournalRows(moment, scope))) {
            Findings findings = new Findings(told);
            Fold fold = new Fold();
            ReadTables tables = new ReadTables(moment);
            StreamRows streams = new StreamRows(findings, moment, scope, fold);
            KeyRows keys = new KeyRows(findings, moment, scope);
            SnapshotsEqualFold snapshots = new SnapshotsEqualFold(findings, moment, scope, fold);
            List<Invariant> invariants = new ArrayList<>(List.of(
                    new GaplessPositions(findings, moment, scope),
                    new GaplessJournalNumbers(findings),
                    new RecordedTimesInOrder(findings, moment, scope),
                    new HashChain(findings),
                    new ReadableEvents(findings),
                    new DebitsEqualCredits(findings),
                    new OpenedOnce(findings, fold),
                    new PostingsFitChart(findings, fold),
                    new ClosedPeriodsKept(findings, fold),
                    new ClosingsNameTheirEntries(findings),
                    new TotalsAfter(findings, fold),
                    new LimitsKept(findings, fold),
                    new AccountLifeCyclesKept(findings, fold),
                    new BatchesNameTheirEvents(findings),
                    new HoldsKeepTheirTerms(findings),
                    new ReversalsFitOriginals(findings, moment),
                    new MetadataFollowChanges(findings, moment),
                    new ExchangesKeepRates(findings),
                    streams,
                    new UniqueStreamPlaces(findings, moment, scope),
                    keys,
                    new UniqueKeys(findings, moment, scope),
                    snapshots));
            long entries = 0;
            if (tables.areThere()) {
                invariants.addAll(ofReadTables(findings, moment, tables, fold));
            }
            long events = walk(journal, fold, invariants, expected);
            for (Invariant invariant : invariants) {
                invariant.end();
                if (invariant instanceof EntriesEqualFold compared) {
                    entries = compared.count();
                }
            }
            return new Verdict(
                    events,
                    fold.ledgers().size(),
                    fold.accountCount(),
                    streams.count(),
                    keys.count(),
                    snapshots.count(),
                    entries,
                    tables.areThere() ? tables.position() : 0,
                    tables.left(),
                    Duration.ofNanos(System.nanoTime() - begun),
                    findings.counts());
        }
    }

    private List<Invariant> ofReadTables(Findings findings, Moment moment, ReadTables tables, Fold fold)
            throws SQLException {
        return List.of(
                new LedgersEqualFold(findings, moment, scope, tables, fold),
                new AccountsEqualFold(findings, moment, scope, tables, fold),
                new AccountMetadataEqualFold(findings, moment, scope, tables, fold),
                new FormerAccountsEqualFold(findings, moment, scope, tables, fold),
                new FormerAccountMetadataEqualFold(findings, moment, scope, tables, fold),
                new TransactionsEqualFold(findings, moment, scope, tables, fold),
                new TransactionMetadataEqualFold(findings, moment, scope, tables, fold),
                new OpenHoldsEqualFold(findings, moment, scope, tables, fold),
                new AccountsOfHoldsEqualFold(findings, moment, scope, tables, fold),
                new EntriesEqualFold(findings, moment, scope, tables, fold),
                new BalancesEqualFold(findings, moment, scope, tables, fold),
                new DaysEqualEntries(findings, moment, scope, tables, fold),
                new ClosingEntriesLeaveZero(findings, moment, tables, fold));
    }

    private long count(Moment moment) throws SQLException {
        long count = moment.number(
                scope.isEverything()
                        ? "select position from event_store.head"
                        : "select coalesce(max(journal_number), 0) from event_store.events where " + scope.condition());
        if (count == 0 && !scope.isEverything()) {
            throw new VerificationImpossible("There is no ledger %s.".formatted(scope.ledger()));
        }
        return count;
    }

    private long walk(ExaminedJournal journal, Fold fold, List<Invariant> invariants, long expected)
            throws SQLException, InterruptedException {
        progress.begin("events", expected);
        long events = 0;
        for (List<SeenEvent> chunk = journal.next(); !chunk.isEmpty(); chunk = journal.next()) {
            for (SeenEvent event : chunk) {
                for (Invariant invariant : invariants) {
                    invariant.before(event);
                }
                fold.apply(event);
                for (Invariant invariant : invariants) {
                    invariant.see(event);
                }
            }
            events += chunk.size();
            progress.reached(events);
        }
        return events;
    }
}
