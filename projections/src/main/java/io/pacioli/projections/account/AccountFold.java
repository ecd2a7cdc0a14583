package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The accounts that a batch opens, and what it changes about those that are open. */
final class AccountFold implements BatchPart {

    private static final int COLUMNS = 9;

    private static final String ADD = """
            copy {accounts}.accounts (account_id, ledger_id, opened_at, tenant, path, type, name, metadata_keys,
              metadata_values) from stdin (format binary)""";

    private record Opened(AccountOpened event, RecordedEvent recorded) {}

    private final LedgerRegister ledgers;
    private final List<Opened> opened = new ArrayList<>();
    private final AccountUpdates updates = new AccountUpdates();
    private final MetadataOfAccounts metadata = new MetadataOfAccounts();

    AccountFold(LedgerRegister ledgers) {
        this.ledgers = ledgers;
    }

    /** What restricts it is written like what comes to an account later: most accounts have nothing of it. */
    void open(AccountRef account, AccountOpened event, RecordedEvent recorded) {
        opened.add(new Opened(event, recorded));
        metadata.open(account, event.metadata());
        if (!event.currencies().isEmpty()) {
            updates.keepIn(account, event.currencies());
        }
        if (!event.limits().isEmpty()) {
            updates.limit(account, event.limits());
        }
    }

    void change(AccountRef account, AccountChanged event, long position) {
        updates.add(account, event, position);
        if (event instanceof AccountMetadataChanged changed) {
            metadata.change(account, changed.metadata(), position);
        }
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        Map<LedgerId, Long> ledgerIds =
                ledgers.ids(connection, schemas, opened, each -> each.event().ledger());
        CopyRows.send(connection, schemas.sql(ADD), opened, (rows, each) -> add(rows, each, ledgerIds));
        updates.write(connection, schemas);
        metadata.write(connection, schemas);
    }

    private static void add(CopyRows rows, Opened account, Map<LedgerId, Long> ledgerIds) {
        AccountOpened event = account.event();
        rows.row(COLUMNS)
                .bigint(account.recorded().position())
                .bigint(ledgerIds.get(event.ledger()))
                .timestamp(account.recorded().recordedAt())
                .text(event.ledger().tenant().name())
                .text(event.account().value())
                .text(event.type().word())
                .text(event.name() == null ? null : event.name().value())
                .texts(List.copyOf(event.metadata().pairs().keySet()))
                .texts(List.copyOf(event.metadata().pairs().values()));
    }

    @Override
    public void describe(Changes changes) {
        updates.describe(changes);
    }
}
