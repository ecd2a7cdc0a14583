package io.pacioli.command.ledger;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.StreamId;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Opens a ledger, once. */
@Component
public class OpeningLedger {

    private final Aggregates<Ledger> ledgers;

    public OpeningLedger(Aggregates<Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    @CommandHandler
    public Decision handle(OpenLedger command) {
        StreamId stream = command.ledger().stream();
        if (ledgers.find(stream).isPresent()) {
            return new Rejection.LedgerExists(command.ledger());
        }
        ledgers.begin(stream, Ledger::new, ledger -> ledger.open(command));
        return Decision.ACCEPTED;
    }
}
