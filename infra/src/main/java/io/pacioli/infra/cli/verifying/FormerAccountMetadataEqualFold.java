package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The read model of accounts has, for each change of metadata up to its position, the digests that it has taken away, and no other. */
final class FormerAccountMetadataEqualFold implements Invariant {

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<AccountDigest> rows;
    private final long position;

    /** Those of the account that the event is about to change. */
    private Set<AccountDigest> before = Set.of();

    FormerAccountMetadataEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = tables.alongside(
                moment, """
                        select until, account_id, ledger_id, pair, path, tenant
                        from {accounts}.former_metadata where %s order by until
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")), AccountDigest::read, findings, this);
    }

    @Override
    public void before(SeenEvent event) {
        if (event.event() instanceof AccountMetadataChanged changed) {
            AccountState account = fold.ledger(changed.ledger()).account(changed.account());
            before = AccountDigest.of(account, account.metadata);
        }
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        Set<AccountDigest> found = Set.copyOf(rows.at(event.position()));
        Set<AccountDigest> expected = Set.of();
        if (event.event() instanceof AccountMetadataChanged changed) {
            expected = new HashSet<>(before);
            expected.removeAll(
                    AccountDigest.of(fold.ledger(changed.ledger()).account(changed.account()), changed.metadata()));
        }
        if (!expected.equals(found)) {
            findings.add(this, event.where(), expected, found);
        }
    }

    @Override
    public void end() throws SQLException {
        rows.end();
    }
}
