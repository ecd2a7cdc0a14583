package io.pacioli.projections.balance;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/**
 * What every account holds in every currency, and what moved it on which day.
 *
 * <p>An account's latest day stays open: what was posted for it is summed in the account's own row, which a batch rewrites
 * anyway. When a later day begins, the day before is closed into {@code days} and {@code months}. So a posting costs one row,
 * not three, and a posting for a day that is closed costs two more. {@code months} holds the sums of {@code days}, nothing
 * else; the open day is in neither.
 */
@Component
class BalanceTables implements ReadTables {

    @Override
    public Projection projection() {
        return Projection.BALANCES;
    }

    @Override
    public String definition() {
        return """
                create table {balances}.balances (
                  account_id      bigint        not null,
                  version         bigint        not null,
                  position        bigint        not null,
                  day             date          not null,
                  scale           smallint      not null,
                  currency        text          collate "C" not null,
                  debits          numeric(38,0) not null,
                  credits         numeric(38,0) not null,
                  pending_debits  numeric(38,0) not null,
                  pending_credits numeric(38,0) not null,
                  day_debits      numeric(38,0) not null,
                  day_credits     numeric(38,0) not null,
                  tenant          text          collate "C" not null,
                  primary key (account_id, currency)
                ) with (fillfactor = 60);
                comment on column {balances}.balances.day is 'The latest day with a posting, -infinity before the first; day_debits and day_credits are of it';
                comment on column {balances}.balances.pending_debits is 'In reserve for open holds, beside what has been posted';
                comment on column {balances}.balances.version is 'How many events the account had seen';
                comment on column {balances}.balances.position is 'The last event that moved this balance';

                create table {balances}.days (
                  account_id bigint        not null,
                  day        date          not null,
                  currency   text          collate "C" not null,
                  debits     numeric(38,0) not null,
                  credits    numeric(38,0) not null,
                  tenant     text          collate "C" not null,
                  primary key (account_id, currency, day)
                ) with (fillfactor = 90);

                create table {balances}.months (
                  account_id bigint        not null,
                  month      date          not null,
                  currency   text          collate "C" not null,
                  debits     numeric(38,0) not null,
                  credits    numeric(38,0) not null,
                  tenant     text          collate "C" not null,
                  primary key (account_id, currency, month)
                ) with (fillfactor = 80)
                """;
    }
}
