package io.pacioli.projections.account;

import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Sql;

/** The accounts as they were known at a position; their versions are those of now. */
public final class AccountsAt {

    private static final String NOW = "{accounts}.accounts";

    private static final String KNOWN = """
            (
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
            )""";

    private AccountsAt() {}

    /** To be read from like the table of accounts, under a name of its own. */
    public static Sql rows(long knownAt) {
        return knownAt == Clocks.EVERYTHING ? new Sql().add(NOW) : new Sql().add(KNOWN, knownAt, knownAt);
    }
}
