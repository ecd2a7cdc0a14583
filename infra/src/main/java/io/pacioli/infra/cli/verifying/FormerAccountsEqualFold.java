package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The read model of accounts has a row for each change up to its position, and no other, with what the account was before it. */
final class FormerAccountsEqualFold implements Invariant {

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<String> rows;
    private final long position;

    /** What the account was that the event is about to change. */
    private @Nullable String former;

    FormerAccountsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = tables.alongside(
                moment,
                """
                        select until, account_id, tenant, name,
                               array_to_string(metadata_keys, e'\\x01'), array_to_string(metadata_values, e'\\x01'),
                               closed, frozen, 'its own',
                               limit_currencies::text, minimum_balances::text, maximum_balances::text
                        from {accounts}.former where %s order by until
                        """.formatted(tables.accountCondition(scope, "account_id")),
                FormerAccountsEqualFold::row,
                findings,
                this);
    }

    private static String row(BinaryRows row) {
        return AccountsEqualFold.words(
                fixed(row.int8(), row.text()),
                row.textOrNull(),
                row.text(),
                row.text(),
                row.character() != 0,
                row.textOrNull(),
                row.text(),
                row.text(),
                row.text(),
                row.text());
    }

    private static String fixed(long accountId, String tenant) {
        return "account %d, tenant %s".formatted(accountId, tenant);
    }

    @Override
    public void before(SeenEvent event) {
        former = null;
        if (event.event() instanceof AccountChanged changed) {
            AccountState account = fold.ledger(changed.ledger()).account(changed.account());
            former = AccountsEqualFold.words(
                    fixed(account.openedPosition, changed.ledger().tenant().name()), account, "its own");
        }
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<String> expected = former == null ? List.of() : List.of(former);
        List<String> found = rows.at(event.position());
        if (!expected.equals(found)) {
            findings.add(this, event.where(), expected, found);
        }
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }
}
