package io.pacioli.command.period;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.message.Aggregates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Opens closed books of a ledger again. */
@Component
public class ReopeningPeriod {

    private final Aggregates<Ledger> ledgers;

    public ReopeningPeriod(Aggregates<Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    @CommandHandler
    public Decision handle(ReopenPeriod command) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        return ledger == null
                ? new Rejection.LedgerNotFound(command.ledger())
                : ledger.invoke(root -> root.reopen(command));
    }
}
