package io.pacioli.command.ledger;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.message.Aggregates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Registers a currency with a ledger, once. */
@Component
public class RegisteringCurrency {

    private final Aggregates<Ledger> ledgers;

    public RegisteringCurrency(Aggregates<Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    @CommandHandler
    public Decision handle(RegisterCurrency command) {
        Aggregate<Ledger> ledger = ledgers.find(command.ledger().stream()).orElse(null);
        return ledger == null
                ? new Rejection.LedgerNotFound(command.ledger())
                : ledger.invoke(root -> root.register(command));
    }
}
