package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.Limits;
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

    /** An account, and what its events until the position of the rows come to. */
    private static final class Compared {
        final String where;
        final String fixed;
        final AccountState account;
        final @Nullable Row row;
        Row expected;

        Compared(String where, String fixed, AccountState account, @Nullable Row row) {
            this.where = where;
            this.fixed = fixed;
            this.account = account;
            this.row = row;
            this.expected = new Row(1, words(fixed, account));
        }

        /** The state of the account goes on beyond the position of the rows: what counts is put into words as it comes. */
        void take(AccountChanged event) {
            expected = new Row(event.version(), words(fixed, account));
        }
    }

    private final Findings findings;
    private final Fold fold;
    private final RowsByPosition<Row> rows;
    private final long position;

    /** By the positions of the openings. */
    private final Map<Long, Compared> waiting = new HashMap<>();

    AccountsEqualFold(Findings findings, Moment moment, Scope scope, ReadTables tables, Fold fold) throws SQLException {
        this.findings = findings;
        this.fold = fold;
        this.position = tables.position(Projection.ACCOUNTS);
        this.rows = new RowsByPosition<>(
                moment.alongside(tables.sql("""
                        select account_id, version, ledger_id, opened_at, tenant, path, type, name,
                               array_to_string(metadata_keys, e'\\x01'), array_to_string(metadata_values, e'\\x01'),
                               closed, frozen, currencies::text,
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
                Compared account = new Compared(
                        event.where(),
                        fixed(opened, event),
                        fold.ledger(opened.ledger()).account(opened.account()),
                        found.isEmpty() ? null : found.getFirst());
                if (found.size() == 1 && found.getFirst().version() == 1) {
                    compare(account);
                } else {
                    waiting.put(event.position(), account);
                }
            }
            case AccountChanged changed -> {
                long opened = fold.ledger(changed.ledger()).account(changed.account()).openedPosition;
                Compared account = waiting.get(opened);
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

    private void compare(Compared account) {
        if (!account.expected.equals(account.row)) {
            findings.add(this, account.where, account.expected, account.row == null ? "no row" : account.row);
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
                version,
                words(
                        fixed,
                        row.textOrNull(),
                        row.text(),
                        row.text(),
                        row.character() != 0,
                        row.textOrNull(),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.text()));
    }

    private static String fixed(long ledgerId, Instant openedAt, String tenant, String path, String type) {
        return "ledger %d, opened %s, tenant %s, path %s, type %s".formatted(ledgerId, openedAt, tenant, path, type);
    }

    private static String words(String fixed, AccountState account) {
        return words(
                fixed,
                account,
                array(account.currencies, currency -> currency.code().value()));
    }

    static String words(String fixed, AccountState account, String currencies) {
        return words(
                fixed,
                account.name == null ? null : account.name.value(),
                String.join(BETWEEN, account.metadata.pairs().keySet()),
                String.join(BETWEEN, account.metadata.pairs().values()),
                account.closed,
                account.frozen == null ? null : account.frozen.word(),
                currencies,
                array(account.limits, each -> each.currency().code().value()),
                array(account.limits, each -> decimal(each.minimum(), each)),
                array(account.limits, each -> decimal(each.maximum(), each)));
    }

    static String words(
            String fixed,
            @Nullable String name,
            String keys,
            String values,
            boolean closed,
            @Nullable String frozen,
            String currencies,
            String limitCurrencies,
            String minimums,
            String maximums) {
        return "%s, name %s, metadata %s: %s, closed %s, frozen %s, in %s, limits in %s from %s to %s"
                .formatted(fixed, name, keys, values, closed, frozen, currencies, limitCurrencies, minimums, maximums);
    }

    private static String decimal(@Nullable BigInteger minorUnits, Limits limits) {
        return minorUnits == null
                ? "NULL"
                : new BigDecimal(minorUnits, limits.currency().scale()).toPlainString();
    }

    private static <T> String array(List<T> elements, Function<T, String> element) {
        return elements.stream().map(element).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void end() throws SQLException {
        waiting.values().forEach(this::compare);
        rows.end();
    }
}
