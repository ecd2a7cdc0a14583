package io.pacioli.projections.hold;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRef;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.ledger.LedgerRegister;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The holds that are placed in a batch, and those that end in it; one may do both. */
final class HoldFold implements BatchPart {

    private static final String ADD_OPEN =
            "copy {holds}.open (position, ledger_id, id, expires_at, tenant) from stdin (format binary)";

    private static final String ADD_ACCOUNTS = """
            copy {holds}.accounts (account_id, position, effective_date, expires_at, tenant) from stdin (format binary)""";

    private static final String END = """
            with ended as (
              delete from {holds}.open o
              using unnest(?::bigint[], ?::uuid[], ?::date[], ?::bigint[]) as n(ledger_id, id, effective_date, posted_at)
              where o.ledger_id = n.ledger_id and o.id = n.id
              returning o.position, o.tenant, n.effective_date, n.posted_at
            ), posted as (
              insert into {holds}.postings (posted_at, position, tenant)
              select posted_at, position, tenant from ended where posted_at is not null
            )
            update {holds}.accounts a
            set expires_at = null, effective_date = coalesce(e.effective_date, a.effective_date)
            from ended e
            where a.position = e.position""";

    private record Placed(TransactionHeld event, long position, List<AccountRef> accounts) {}

    private final AccountRegister accounts;
    private final LedgerRegister ledgers;
    private final List<Placed> placed = new ArrayList<>();

    private record Ended(HoldEnded event, long position) {}

    private final List<Ended> ended = new ArrayList<>();

    HoldFold(AccountRegister accounts, LedgerRegister ledgers) {
        this.accounts = accounts;
        this.ledgers = ledgers;
    }

    void place(TransactionHeld event, long position) {
        List<AccountRef> refs = new ArrayList<>();
        for (AccountPath account : event.balances().byAccount().keySet()) {
            refs.add(accounts.of(new AccountKey(event.ledger(), account)));
        }
        placed.add(new Placed(event, position, refs));
    }

    void end(HoldEnded event, long position) {
        ended.add(new Ended(event, position));
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        Map<LedgerId, Long> ledgerIds =
                ledgers.ids(connection, schemas, placed, hold -> hold.event().ledger());
        CopyRows.send(connection, schemas.sql(ADD_OPEN), placed, (rows, hold) -> add(rows, hold, ledgerIds));
        CopyRows.send(connection, schemas.sql(ADD_ACCOUNTS), placed, HoldFold::addAccounts);
        if (!ended.isEmpty()) {
            end(connection, schemas);
        }
    }

    private static void add(CopyRows rows, Placed hold, Map<LedgerId, Long> ledgerIds) {
        TransactionHeld event = hold.event();
        rows.row(5)
                .bigint(hold.position())
                .bigint(ledgerIds.get(event.ledger()))
                .uuid(event.transaction().value())
                .timestampOrInfinity(event.expiresAt())
                .text(event.ledger().tenant().name());
    }

    private static void addAccounts(CopyRows rows, Placed hold) {
        TransactionHeld event = hold.event();
        for (AccountRef account : hold.accounts()) {
            rows.row(5)
                    .bigint(account.id())
                    .bigint(hold.position())
                    .date(event.effectiveDate())
                    .timestampOrInfinity(event.expiresAt())
                    .text(event.ledger().tenant().name());
        }
    }

    private void end(Connection connection, Schemas schemas) throws SQLException {
        long[] ledgerIds = new long[ended.size()];
        for (int i = 0; i < ledgerIds.length; i++) {
            ledgerIds[i] = ledgers.id(connection, schemas, ended.get(i).event().ledger());
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(END))) {
            statement.setObject(1, ledgerIds);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid",
                            ended.stream()
                                    .map(each -> each.event().transaction().value())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "date",
                            ended.stream()
                                    .map(each -> effectiveDate(each.event()))
                                    .toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint",
                            ended.stream()
                                    .map(each -> each.event() instanceof HoldPosted ? each.position() : null)
                                    .toArray()));
            statement.executeUpdate();
        }
    }

    private static @Nullable LocalDate effectiveDate(HoldEnded event) {
        return event instanceof HoldPosted posted ? posted.effectiveDate() : null;
    }
}
