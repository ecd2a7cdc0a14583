package io.pacioli.projections.balance;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/**
 * What every account holds in every currency, and how it came to it, by the day and by the order in which it was recorded.
 *
 * <p>An account's latest day stays open: a posting for it, or for a later day, is in order, and changes the account's own row,
 * which a batch rewrites anyway. When a later day begins, {@code closed_days} is told what had been posted until the end of the day
 * before. What is late, for a day before the latest, adds what is known anew of the last few of these days ({@link RecentDays}); what is
 * later than that has a row of its own, and is summed up by day, sixteen and more together ({@link BackdatedPostings}).
 * Where many events of an account pass a currency by, {@code rests} has what stood meanwhile. Rows of these tables are added, and
 * never changed. {@link PastBalances} tells how they are read.
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
                  account_id             bigint        not null,
                  version                bigint        not null,
                  position               bigint        not null,
                  day                    date          not null,
                  scale                  smallint      not null,
                  currency               text          collate "C" not null,
                  debits                 numeric(38,0) not null,
                  credits                numeric(38,0) not null,
                  pending_debits         numeric(38,0) not null,
                  pending_credits        numeric(38,0) not null,
                  backdated              bigint        not null default 0,
                  backdated_debits       numeric(38,0) not null default 0,
                  backdated_credits      numeric(38,0) not null default 0,
                  backdated_summed_until bigint        not null default 0,
                  tenant                 text          collate "C" not null,
                  primary key (account_id, currency)
                ) with (fillfactor = 60);
                comment on column {balances}.balances.day is 'The latest day with a posting, -infinity before the first';
                comment on column {balances}.balances.backdated is 'How many events are in backdated_postings, with what they come to';
                comment on column {balances}.balances.backdated_summed_until is 'The position of the last of backdated_postings that is in a sum';
                comment on column {balances}.balances.pending_debits is 'In reserve for open holds, beside what has been posted';
                comment on column {balances}.balances.version is 'How many events the account had seen';
                comment on column {balances}.balances.position is 'The last event that moved this balance';

                create table {balances}.closed_days (
                  account_id bigint        not null,
                  known_from bigint        not null,
                  closed_at  bigint        not null,
                  day        date          not null,
                  carried    smallint      not null,
                  currency   text          collate "C" not null,
                  debits     numeric(38,0) not null,
                  credits    numeric(38,0) not null,
                  tenant     text          collate "C" not null,
                  primary key (account_id, currency, day, known_from) include (closed_at, debits, credits)
                );
                comment on table {balances}.closed_days is
                  'What had been posted until the end of a day, as known from a position on, without what is in backdated_postings';
                comment on column {balances}.closed_days.closed_at is
                  'The position of the posting with which a day began that is later than all that the account had until this one, 0 before the first';
                comment on column {balances}.closed_days.carried is
                  'How many late postings had been carried into these rows since a later day began';

                create table {balances}.backdated_postings (
                  account_id bigint        not null,
                  position   bigint        not null,
                  number     bigint        not null,
                  day        date          not null,
                  currency   text          collate "C" not null,
                  debits     numeric(38,0) not null,
                  credits    numeric(38,0) not null,
                  tenant     text          collate "C" not null,
                  primary key (account_id, currency, position) include (number, day, debits, credits)
                );
                comment on column {balances}.backdated_postings.number is 'Counts the rows of the account in the currency from 1';

                create table {balances}.backdated_sums (
                  account_id bigint          not null,
                  number     bigint          not null,
                  since      date            not null,
                  before     date            not null,
                  currency   text            collate "C" not null,
                  days       date[]          storage external not null,
                  debits     numeric(38,0)[] storage external not null,
                  credits    numeric(38,0)[] storage external not null,
                  tenant     text            collate "C" not null,
                  primary key (account_id, currency, number, since, before)
                ) with (toast_tuple_target = 8160);
                comment on table {balances}.backdated_sums is
                  'What the last 16, 256, 4096… backdated postings, the most of these that divides their number, come to until the end of each day';
                comment on column {balances}.backdated_sums.number is 'That of the last of these postings';
                comment on column {balances}.backdated_sums.since is 'The first of up to 256 days of the row';
                comment on column {balances}.backdated_sums.before is 'The first day of the next row, infinity where there is none';

                create table {balances}.rests (
                  account_id bigint        not null,
                  since      bigint        not null,
                  until      bigint        not null,
                  currency   text          collate "C" not null,
                  debits     numeric(38,0) not null,
                  credits    numeric(38,0) not null,
                  tenant     text          collate "C" not null,
                  primary key (account_id, currency, until)
                );
                comment on table {balances}.rests is 'What had been posted while many events moved the account in other currencies only'
                """;
    }
}
