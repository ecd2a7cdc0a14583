package io.pacioli.reliability;

import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.verifying.Scope;
import io.pacioli.infra.cli.verifying.Verdict;
import io.pacioli.infra.cli.verifying.Verification;
import io.pacioli.infra.eventstore.SoundJournal;
import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/** Compares what the clients remember with what is stored and with what the nodes say, when all has been answered. */
final class Audit {

    private final Installation installation;
    private final Memory memory;
    private final Differences differences;
    private long expired;

    Audit(Installation installation, Clients clients, Differences differences) {
        this.installation = installation;
        this.memory = new Memory(clients.all());
        this.differences = differences;
    }

    /** How much was looked at. */
    record Result(long events, long entries, long replays, long expired) {
        static final Result NONE = new Result(0, 0, 0, 0);
    }

    Result run() {
        new NothingOverdue(memory, differences).await(installation);
        // Both nodes have to agree, and to have taken in all of the journal before it is compared with the read models.
        for (Node node : installation.nodes()) {
            new AccountsEqualAcknowledged(memory, differences).check(node);
        }
        new NothingUnforeseen(differences).check(installation.nodes());
        BoundSettings settings = BoundSettings.with(
                Map.of("pacioli.data-dir", installation.data().toString(), "pacioli.database.url", ""));
        try (DatabaseAccess database = DatabaseAccess.open(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class))) {
            long events = journal(database.source("crash audit"));
            // After the journal has been read: a key that was lost would be executed now, and no longer be missing.
            long replays = new ReplaysEqualAnswers(memory, differences)
                    .check(
                            installation.withDatabase(),
                            new SplittableRandom(memory.clients().size()));
            return new Result(events, books(database.source("pacioli verify"), events), replays, expired);
        } catch (SQLException e) {
            throw new IllegalStateException("What is stored could not be read", e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    private long journal(DataSource database) throws SQLException {
        List<EffectInvariant> invariants = List.of(
                new AcknowledgedExactlyOnce(memory, differences),
                new EveryKeyOneEffect(memory, differences),
                new NothingUnsent(memory, differences),
                new LimitsHeld(memory, differences));
        HoldsEndOnce holds = new HoldsEndOnce(differences);
        StoredEffects effects = new StoredEffects(effect -> {
            invariants.forEach(invariant -> invariant.see(effect));
            holds.see(effect);
        });
        long events = effects.readAll(database);
        invariants.forEach(EffectInvariant::end);
        holds.end(effects.expired());
        expired = effects.expired().size();
        SoundJournal.violations(database).forEach(each -> differences.add(Promise.STORE_IS_SOUND, each));
        return events;
    }

    /** @return the number of entries that the read models have */
    private long books(DataSource database, long events) throws SQLException, InterruptedException {
        Verdict verdict = new Verification(
                        database,
                        Scope.EVERYTHING,
                        difference ->
                                differences.add(Promise.ofInvariant(difference.invariant()), difference.toString()),
                        Progress.NONE)
                .run();
        if (verdict.readPosition() != verdict.events() || verdict.events() < events) {
            differences.add(
                    Promise.PROJECTIONS_EQUAL_FOLD,
                    "the read models are at position %d of %d, %d of which were there before"
                            .formatted(verdict.readPosition(), verdict.events(), events));
        }
        return verdict.entries();
    }
}
