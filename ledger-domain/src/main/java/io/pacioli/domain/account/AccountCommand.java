package io.pacioli.domain.account;

import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command about one account. */
public sealed interface AccountCommand extends Command
        permits OpenAccount,
                ChangeAccountLimits,
                FreezeAccount,
                UnfreezeAccount,
                CloseAccount,
                ReopenAccount,
                RenameAccount,
                ChangeAccountMetadata {

    AccountPath account();

    /** How many events the account has to have seen for this to be done; null for any number. */
    default @Nullable Long expectedVersion() {
        return null;
    }

    @Override
    default List<StreamId> streams() {
        return List.of(ledger().stream(), account().streamIn(ledger()));
    }
}
