package io.pacioli.command.period;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.DecidedAt;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Closes the books of a ledger through a day that is over. */
@Component
public class ClosingPeriod {

    private final Aggregates<Ledger> ledgers;

    public ClosingPeriod(Aggregates<Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    @CommandHandler
    public Decision handle(ClosePeriod command, DecidedAt decidedAt) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        return ledger == null
                ? new Rejection.LedgerNotFound(command.ledger())
                : ledger.invoke(root -> root.close(command, decidedAt.instant()));
    }
}
