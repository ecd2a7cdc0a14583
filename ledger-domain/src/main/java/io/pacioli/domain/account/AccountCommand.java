package io.pacioli.domain.account;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.util.List;

/** A command about one account. */
public sealed interface AccountCommand extends Command permits OpenAccount, ChangeAccountLimits {

    AccountPath account();

    @Override
    default List<StreamId> streams() {
        return List.of(ledger().stream(), account().streamIn(ledger()));
    }
}
