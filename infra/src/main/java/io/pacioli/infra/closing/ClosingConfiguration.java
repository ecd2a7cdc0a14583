package io.pacioli.infra.closing;

import io.pacioli.command.period.TemporaryAccounts;
import io.pacioli.projections.balance.TrialBalances;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.position.AppliedPosition;
import io.pacioli.projections.snapshot.ReadSnapshots;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the closing of periods is given, on every node that takes commands. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.command.enabled", matchIfMissing = true)
class ClosingConfiguration {

    /** As long as a client waits for any other answer. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    @Bean
    TemporaryAccounts temporaryAccounts(
            AppliedPosition applied,
            ReadSnapshots snapshots,
            Ledgers ledgers,
            TrialBalances trialBalances,
            Journal journal) {
        return new ProjectedTemporaryAccounts(applied, snapshots, ledgers, trialBalances, journal, WAIT_MAX);
    }
}
