package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.projections.snapshot.Sql;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
        return snapshot.query(at(knownAt).add(FIND, accountId))
                .query(Accounts::row)
                .optional();
    }

    /** Accounts by path, from just after the given one, which is empty for the first page. */
    public List<AccountRow> page(
            ReadSnapshot snapshot, long ledgerId, AccountFilter filter, String afterPath, int limit) {
        return page(snapshot, ledgerId, filter, afterPath, limit, Clocks.EVERYTHING);
    }

    /** As {@link #page(ReadSnapshot, long, AccountFilter, String, int)}, of the accounts that there were at a position. */
    public List<AccountRow> page(
            ReadSnapshot snapshot, long ledgerId, AccountFilter filter, String afterPath, int limit, long knownAt) {
        Sql page = filter.subtree() == null
                ? part(filter, knownAt, PAGE, ledgerId, afterPath).add(ORDER, limit)
                : subtree(filter, filter.subtree(), knownAt, ledgerId, afterPath, limit);
        return snapshot.query(page).query(Accounts::row).list();
    }

    private static Sql subtree(
            AccountFilter filter, AccountPath root, long knownAt, long ledgerId, String afterPath, int limit) {
        String below = root.value() + SEPARATOR;
        String behind = root.value() + AFTER_SEPARATOR;
        return new Sql()
                .add("(")
                .add(part(filter, knownAt, ROOT, ledgerId, root.value(), afterPath))
                .add(") union all (")
                .add(part(filter, knownAt, SUBTREE, ledgerId, afterPath, below, behind))
                .add(ORDER, limit)
                .add(") ")
                .add(ORDER, limit);
    }

    /** Selects accounts as they were known at a position. */
    static Sql at(long knownAt) {
        return new Sql()
                .add(SELECTED)
                .add("from ")
                .add(AccountsAt.rows(knownAt))
                .add(" accounts ");
    }

    private static Sql part(AccountFilter filter, long knownAt, String where, Object... values) {
        Sql part = at(knownAt).add(where, values);
        return filter.type() == null ? part : part.add(OF_TYPE, filter.type().word());
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
