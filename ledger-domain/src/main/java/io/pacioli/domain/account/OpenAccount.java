package io.pacioli.domain.account;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Open an account in a ledger's chart. */
public record OpenAccount(
        LedgerId ledger,
        AccountPath account,
        AccountType type,
        @Nullable AccountName name,
        Metadata metadata) implements AccountCommand {

    @Override
    public List<StreamId> streams() {
        return List.of(ledger.stream(), account.streamIn(ledger));
    }
}
