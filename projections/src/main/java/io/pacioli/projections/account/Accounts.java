package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The accounts of a ledger. */
@Component("projectedAccounts")
public class Accounts {

    private static final String SELECTED = """
            select account_id, path, type, name, metadata_keys, metadata_values, opened_at, closed, frozen, currencies,
              limit_currencies, minimum_balances, maximum_balances, version
            """;

    static final String COLUMNS = SELECTED + "from {accounts}.accounts ";

    /** As they were at a position, which is to be given twice. */
    private static final String KNOWN = SELECTED + """
            from (
              select a.account_id, a.ledger_id, a.path, a.type, a.opened_at, a.currencies, a.version,
                case when f.until is null then a.name else f.name end as name,
                case when f.until is null then a.metadata_keys else f.metadata_keys end as metadata_keys,
                case when f.until is null then a.metadata_values else f.metadata_values end as metadata_values,
                case when f.until is null then a.closed else f.closed end as closed,
                case when f.until is null then a.frozen else f.frozen end as frozen,
                case when f.until is null then a.limit_currencies else f.limit_currencies end as limit_currencies,
                case when f.until is null then a.minimum_balances else f.minimum_balances end as minimum_balances,
                case when f.until is null then a.maximum_balances else f.maximum_balances end as maximum_balances
              from {accounts}.accounts a
              left join lateral (
                select * from {accounts}.former f where f.account_id = a.account_id and f.until > ? order by f.until limit 1
              ) f on true
              where a.account_id <= ?
            ) accounts
            """;

    private static final String FIND = "where account_id = ?";

    private static final String OF_TYPE = "and type = ? ";
    private static final String ORDER = "order by path limit ?";
    private static final String PAGE = "where ledger_id = ? and path > ? ";

    /** Its children sort after a colon, and between that and the account itself stand others, such as {@code bank-fees}. */
    private static final String SUBTREE = "where ledger_id = ? and path > ? and path > ? and path < ? ";

    private static final String ROOT = "where ledger_id = ? and path = ? and path > ? ";

    private static final char SEPARATOR = ':';
    private static final char AFTER_SEPARATOR = SEPARATOR + 1;

    private final AccountIds ids;

    Accounts(AccountIds ids) {
        this.ids = ids;
    }

    /** The id of an account that is in the snapshot. */
    public Optional<Long> id(ReadSnapshot snapshot, long ledgerId, AccountKey account) {
        return snapshot.on(connection -> ids.find(connection, snapshot.schemas(), ledgerId, account))
                .filter(id -> id <= snapshot.position());
    }

    public Optional<AccountRow> find(ReadSnapshot snapshot, long accountId) {
        return find(snapshot, accountId, Clocks.EVERYTHING);
    }

    /** An account as it was at a position; its version is that of now. */
    public Optional<AccountRow> find(ReadSnapshot snapshot, long accountId, long knownAt) {
        List<Object> parameters = new ArrayList<>(3);
        String sql = at(knownAt, parameters) + FIND;
        parameters.add(accountId);
        return snapshot.query(sql).params(parameters).query(Accounts::row).optional();
    }

    /** Accounts by path, from just after the given one, which is empty for the first page. */
    public List<AccountRow> page(
            ReadSnapshot snapshot, long ledgerId, AccountFilter filter, String afterPath, int limit) {
        return page(snapshot, ledgerId, filter, afterPath, limit, Clocks.EVERYTHING);
    }

    /** As {@link #page(ReadSnapshot, long, AccountFilter, String, int)}, of the accounts that there were at a position. */
    public List<AccountRow> page(
            ReadSnapshot snapshot, long ledgerId, AccountFilter filter, String afterPath, int limit, long knownAt) {
        List<Object> parameters = new ArrayList<>();
        String sql = filter.subtree() == null
                ? part(PAGE, filter, knownAt, parameters, ledgerId, afterPath) + ORDER
                : subtree(filter, knownAt, parameters, ledgerId, afterPath, limit);
        parameters.add(limit);
        return snapshot.query(sql).params(parameters).query(Accounts::row).list();
    }

    private static String subtree(
            AccountFilter filter, long knownAt, List<Object> parameters, long ledgerId, String afterPath, int limit) {
        AccountPath root = filter.subtree();
        String itself = part(ROOT, filter, knownAt, parameters, ledgerId, root.value(), afterPath);
        String below = part(
                SUBTREE,
                filter,
                knownAt,
                parameters,
                ledgerId,
                afterPath,
                root.value() + SEPARATOR,
                root.value() + AFTER_SEPARATOR);
        parameters.add(limit);
        return "(" + itself + ") union all (" + below + ORDER + ") " + ORDER;
    }

    private static String at(long knownAt, List<Object> parameters) {
        if (knownAt == Clocks.EVERYTHING) {
            return COLUMNS;
        }
        parameters.add(knownAt);
        parameters.add(knownAt);
        return KNOWN;
    }

    private static String part(
            String where, AccountFilter filter, long knownAt, List<Object> parameters, Object... values) {
        String sql = at(knownAt, parameters) + where;
        Collections.addAll(parameters, values);
        if (filter.type() == null) {
            return sql;
        }
        parameters.add(filter.type().word());
        return sql + OF_TYPE;
    }

    static AccountRow row(ResultSet row, int number) throws SQLException {
        return new AccountRow(
                row.getLong("account_id"),
                new AccountPath(row.getString("path")),
                AccountType.WORDS.constant(row.getString("type")).orElseThrow(),
                row.getString("name"),
                metadata((String[]) row.getArray("metadata_keys").getArray(), (String[])
                        row.getArray("metadata_values").getArray()),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("closed"),
                frozen(row.getString("frozen")),
                List.of((String[]) row.getArray("currencies").getArray()),
                limits((String[]) row.getArray("limit_currencies").getArray(), row),
                row.getLong("version"));
    }

    private static @Nullable Frozen frozen(@Nullable String word) {
        return word == null ? null : Frozen.WORDS.constant(word).orElseThrow();
    }

    private static List<Limits> limits(String[] codes, ResultSet row) throws SQLException {
        if (codes.length == 0) {
            return List.of();
        }
        BigDecimal[] minimums = (BigDecimal[]) row.getArray("minimum_balances").getArray();
        BigDecimal[] maximums = (BigDecimal[]) row.getArray("maximum_balances").getArray();
        List<Limits> limits = new ArrayList<>(codes.length);
        for (int i = 0; i < codes.length; i++) {
            int scale = (minimums[i] == null ? maximums[i] : minimums[i]).scale();
            limits.add(new Limits(Currency.of(codes[i], scale), minorUnits(minimums[i]), minorUnits(maximums[i])));
        }
        return limits;
    }

    private static @Nullable BigInteger minorUnits(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.unscaledValue();
    }

    private static SortedMap<String, String> metadata(String[] keys, String[] values) {
        SortedMap<String, String> metadata = new TreeMap<>();
        for (int i = 0; i < keys.length; i++) {
            metadata.put(keys[i], values[i]);
        }
        return metadata;
    }
}
