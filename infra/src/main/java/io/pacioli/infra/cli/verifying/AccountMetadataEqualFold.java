package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The read model of accounts has, for each that was opened up to its position, a digest of every key and value of its metadata as
 * they were changed last until there, and no other. Those that were changed, or are not as they were opened, wait until all has been
 * seen.
 */
final class AccountMetadataEqualFold implements Invariant {

    private record Waiting(String where, Set<AccountDigest> expected, Set<AccountDigest> found) {}

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<AccountDigest> rows;
    private final long position;

    /** By the positions of the openings. */
    private final Map<Long, Waiting> waiting = new HashMap<>();

    AccountMetadataEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = tables.alongside(
                moment, """
                        select account_id, account_id, ledger_id, pair, path, tenant
                        from {accounts}.metadata where %s order by account_id
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")), AccountDigest::read, findings, this);
    }

    /** The digests of an account that is about to be changed first are those of its opening: had they not been, it would wait already. */
    @Override
    public void before(SeenEvent event) {
        if (event.position() <= position && event.event() instanceof AccountMetadataChanged changed) {
            AccountState account = fold.ledger(changed.ledger()).account(changed.account());
            waiting.computeIfAbsent(account.openedPosition, _ -> {
                Set<AccountDigest> opened = AccountDigest.of(account, account.metadata);
                return new Waiting(account.where(), opened, opened);
            });
        }
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        Set<AccountDigest> found = Set.copyOf(rows.at(event.position()));
        switch (event.event()) {
            case AccountOpened opened -> {
                AccountState account = fold.ledger(opened.ledger()).account(opened.account());
                Set<AccountDigest> expected = AccountDigest.of(account, opened.metadata());
                if (!expected.equals(found)) {
                    waiting.put(event.position(), new Waiting(event.where(), expected, found));
                }
            }
            case AccountMetadataChanged changed -> {
                none(event, found);
                AccountState account = fold.ledger(changed.ledger()).account(changed.account());
                Set<AccountDigest> expected = AccountDigest.of(account, changed.metadata());
                waiting.computeIfPresent(
                        account.openedPosition, (_, before) -> new Waiting(before.where(), expected, before.found()));
            }
            case null, default -> none(event, found);
        }
    }

    private void none(SeenEvent event, Set<AccountDigest> found) {
        if (!found.isEmpty()) {
            findings.add(this, event.where(), "no opening, and so no digests", found);
        }
    }

    @Override
    public void end() throws SQLException {
        waiting.values().stream()
                .filter(account -> !account.expected().equals(account.found()))
                .forEach(account -> findings.add(this, account.where(), account.expected(), account.found()));
        rows.end();
    }
}
