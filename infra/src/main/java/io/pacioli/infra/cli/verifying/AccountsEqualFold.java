package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.message.Metadata;
import io.pacioli.projections.generation.Projection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The read model of accounts has a row for each opening up to its position, and no other; it says what the events until there that
 * are about the account itself come to. Rows of accounts about which there is more than the opening wait until all has been seen.
 */
final class AccountsEqualFold implements Invariant {

    /** Between the texts of a list: a control character, which none of them can have. */
    private static final String BETWEEN = "\u0001";

    /** @param version how many events the account had seen with the last one that was about the account itself */
    private record Row(long version, String words) {}

    /** An account about which there is more than the opening, as its events leave it. */
    private static final class Changed {
        final String where;
        final String fixed;
        final @Nullable Row row;

        @Nullable
        String name;

        Metadata metadata;
        List<Limits> limits;
        long version = 1;

        Changed(String where, String fixed, AccountOpened opened, @Nullable Row row) {
            this.where = where;
            this.fixed = fixed;
            this.row = row;
            this.name = opened.name() == null ? null : opened.name().value();
            this.metadata = opened.metadata();
            this.limits = opened.limits();
        }

        void take(AccountChanged event) {
            version = event.version();
            if (event instanceof AccountLimitsChanged changed) {
                limits = changed.limits();
            }
        }

        Row expected() {
            return new Row(version, words(fixed, name, metadata, limits));
        }
    }

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;

    /** By the positions of the openings. */
    private final Map<Long, Changed> waiting = new HashMap<>();

    AccountsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = new RowsByPosition<>(
                moment.alongside(tables.sql("""
                        select account_id, version, ledger_id, opened_at, tenant, path, type, name,
                               array_to_string(metadata_keys, e'\\x01'), array_to_string(metadata_values, e'\\x01'),
                               limit_currencies::text, minimum_balances::text, maximum_balances::text
                        from {accounts}.accounts where %s order by account_id
                        """.formatted(tables.ledgerCondition(scope, "ledger_id")))),
                AccountsEqualFold::row,
                (id, row) -> findings.add(this, "account " + id, "no opening at this position, and so no row", row));
    }

    @Override
    public void see(SeenEvent event) throws SQLException {
        if (event.position() > position) {
            return;
        }
        List<Row> found = rows.at(event.position());
        switch (event.event()) {
            case AccountOpened opened -> {
                Changed account = new Changed(
                        event.where(), fixed(opened, event), opened, found.isEmpty() ? null : found.getFirst());
                if (found.size() == 1 && found.getFirst().version() == 1) {
                    compare(account);
                } else {
                    waiting.put(event.position(), account);
                }
            }
            case AccountChanged changed -> {
                long opened = fold.ledger(changed.ledger()).account(changed.account()).openedPosition;
                Changed account = waiting.get(opened);
                if (account != null) {
                    account.take(changed);
                } else {
                    findings.add(this, event.where(), "version " + changed.version(), "the version of the opening");
                }
            }
            case null, default -> {
                if (!found.isEmpty()) {
                    findings.add(this, event.where(), "no opening, and so no row", found);
                }
            }
        }
    }

    private void compare(Changed account) {
        Row expected = account.expected();
        if (!expected.equals(account.row)) {
            findings.add(this, account.where, expected, account.row == null ? "no row" : account.row);
        }
    }

    private String fixed(AccountOpened opened, SeenEvent event) {
        return fixed(
                fold.ledger(opened.ledger()).openedPosition,
                event.row().recordedAt,
                opened.ledger().tenant().name(),
                opened.account().value(),
                opened.type().name().toLowerCase(Locale.ROOT));
    }

    private static Row row(BinaryRows row) {
        long version = row.int8();
        String fixed = fixed(row.int8(), row.timestamp(), row.text(), row.text(), row.text());
        return new Row(
                version, words(fixed, row.textOrNull(), row.text(), row.text(), row.text(), row.text(), row.text()));
    }

    private static String fixed(long ledgerId, Instant openedAt, String tenant, String path, String type) {
        return "ledger %d, opened %s, tenant %s, path %s, type %s".formatted(ledgerId, openedAt, tenant, path, type);
    }

    private static String words(String fixed, @Nullable String name, Metadata metadata, List<Limits> limits) {
        return words(
                fixed,
                name,
                String.join(BETWEEN, metadata.pairs().keySet()),
                String.join(BETWEEN, metadata.pairs().values()),
                array(limits, each -> each.currency().code().value()),
                array(limits, each -> decimal(each.minimum(), each)),
                array(limits, each -> decimal(each.maximum(), each)));
    }

    private static String words(
            String fixed,
            @Nullable String name,
            String keys,
            String values,
            String limitCurrencies,
            String minimums,
            String maximums) {
        return "%s, name %s, metadata %s: %s, limits in %s from %s to %s"
                .formatted(fixed, name, keys, values, limitCurrencies, minimums, maximums);
    }

    private static String decimal(@Nullable BigInteger minorUnits, Limits limits) {
        return minorUnits == null
                ? "NULL"
                : new BigDecimal(minorUnits, limits.currency().scale()).toPlainString();
    }

    private static String array(List<Limits> limits, Function<Limits, String> element) {
        return limits.stream().map(element).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void end() throws SQLException {
        waiting.values().forEach(this::compare);
        rows.end();
    }
}
