package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.generation.Projection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The read model of accounts has, for each that was opened up to its position, a digest of every key and value of its metadata as
 * they were changed last until there, and no other. Those that were changed, or are not as they were opened, wait until all has been
 * seen.
 */
final class AccountMetadataEqualFold implements Invariant {

    private record Digest(long ledgerId, UUID pair, String path, String tenant) {}

    private record Waiting(String where, Set<Digest> expected, Set<Digest> found) {}

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Digest> rows;
    private final long position;

    /** By the positions of the openings. */
    private final Map<Long, Waiting> waiting = new HashMap<>();

    AccountMetadataEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold)
            throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = new RowsByPosition<>(
                moment.alongside(tables.sql("""
                        select account_id, ledger_id, pair, path, tenant from {accounts}.metadata where %s order by account_id
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")))),
                row -> new Digest(row.int8(), row.uuid(), row.text(), row.text()),
                (id, digest) ->
                        findings.add(this, "account " + id, "no opening at this position, and so no digest", digest));
    }

    /** The digests of an account that is about to be changed first are those of its opening: had they not been, it would wait already. */
    @Override
    public void before(SeenEvent event) {
        if (event.position() <= position && event.event() instanceof AccountMetadataChanged changed) {
            AccountState account = fold.ledger(changed.ledger()).account(changed.account());
            waiting.computeIfAbsent(account.openedPosition, _ -> {
                Set<Digest> opened = digests(changed.ledger(), changed.account(), account.metadata);
                return new Waiting(account.where(), opened, opened);
            });
        }
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        Set<Digest> found = Set.copyOf(rows.at(event.position()));
        switch (event.event()) {
            case AccountOpened opened -> {
                Set<Digest> expected = digests(opened.ledger(), opened.account(), opened.metadata());
                if (!expected.equals(found)) {
                    waiting.put(event.position(), new Waiting(event.where(), expected, found));
                }
            }
            case AccountMetadataChanged changed -> {
                none(event, found);
                Set<Digest> expected = digests(changed.ledger(), changed.account(), changed.metadata());
                waiting.computeIfPresent(
                        fold.ledger(changed.ledger()).account(changed.account()).openedPosition,
                        (_, account) -> new Waiting(account.where(), expected, account.found()));
            }
            case null, default -> none(event, found);
        }
    }

    private void none(SeenEvent event, Set<Digest> found) {
        if (!found.isEmpty()) {
            findings.add(this, event.where(), "no opening, and so no digests", found);
        }
    }

    private Set<Digest> digests(LedgerId ledger, AccountPath path, Metadata metadata) {
        if (metadata.isEmpty()) {
            return Set.of();
        }
        long ledgerId = fold.ledger(ledger).openedPosition;
        return MetadataPair.of(metadata.pairs()).stream()
                .map(pair ->
                        new Digest(ledgerId, pair, path.value(), ledger.tenant().name()))
                .collect(Collectors.toSet());
    }

    @Override
    public void end() throws SQLException {
        waiting.values().stream()
                .filter(account -> !account.expected().equals(account.found()))
                .forEach(account -> findings.add(this, account.where(), account.expected(), account.found()));
        rows.end();
    }
}
