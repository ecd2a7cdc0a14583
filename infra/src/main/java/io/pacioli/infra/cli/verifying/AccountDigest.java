package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.message.Metadata;
import io.pacioli.projections.filter.MetadataPair;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A digest of a key and value of an account's metadata, as the read model of accounts has it. */
record AccountDigest(long accountId, long ledgerId, UUID pair, String path, String tenant) {

    static AccountDigest read(BinaryRows row) {
        return new AccountDigest(row.int8(), row.int8(), row.uuid(), row.text(), row.text());
    }

    /** Those of an account that has been opened. */
    static Set<AccountDigest> of(AccountState account, Metadata metadata) {
        if (metadata.isEmpty()) {
            return Set.of();
        }
        return MetadataPair.of(metadata.pairs()).stream()
                .map(pair -> new AccountDigest(
                        account.openedPosition,
                        account.ledger.openedPosition,
                        pair,
                        account.path.value(),
                        account.ledger.id.tenant().name()))
                .collect(Collectors.toSet());
    }
}
