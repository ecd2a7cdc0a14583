package io.pacioli.projections.account;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/**
 * One row an account. Its id is the position of the event that opened it, so that a rebuild gives it the same one.
 *
 * <p>Paths compare byte by byte: an account's subtree is one range of the index. An account that was changed has a row for each change,
 * with what it was before: what it was at a position is in the first of them after it, or else in its own row.
 */
@Component
class AccountTable implements ReadTables {

    @Override
    public Projection projection() {
        return Projection.ACCOUNTS;
    }

    @Override
    public String definition() {
        return """
                create table {accounts}.accounts (
                  account_id      bigint      not null primary key,
                  ledger_id       bigint      not null,
                  opened_at       timestamptz not null,
                  tenant          text        collate "C" not null,
                  path            text        collate "C" not null,
                  type            text        collate "C" not null,
                  name            text,
                  metadata_keys   text[]      not null,
                  metadata_values text[]      not null,
                  version         bigint      not null default 1,
                  closed          boolean     not null default false,
                  frozen          text        collate "C",
                  currencies      text[]      not null default '{}',
                  limit_currencies text[]     not null default '{}',
                  minimum_balances numeric[]  not null default '{}',
                  maximum_balances numeric[]  not null default '{}',
                  unique (ledger_id, path)
                );
                create table {accounts}.metadata (
                  ledger_id  bigint not null,
                  account_id bigint not null,
                  pair       uuid   not null,
                  path       text   collate "C" not null,
                  tenant     text   collate "C" not null,
                  primary key (account_id, pair)
                );
                comment on table {accounts}.metadata is 'A digest of each key and value, by which their accounts are found';
                create table {accounts}.former_metadata (
                  ledger_id  bigint not null,
                  account_id bigint not null,
                  until      bigint not null,
                  pair       uuid   not null,
                  path       text   collate "C" not null,
                  tenant     text   collate "C" not null,
                  primary key (account_id, pair, until)
                );
                comment on table {accounts}.former_metadata is
                  'The digests that accounts had until a change, whose position is until';
                create table {accounts}.former (
                  account_id       bigint    not null,
                  until            bigint    not null,
                  tenant           text      collate "C" not null,
                  name             text,
                  metadata_keys    text[]    not null,
                  metadata_values  text[]    not null,
                  closed           boolean   not null,
                  frozen           text      collate "C",
                  limit_currencies text[]    not null,
                  minimum_balances numeric[] not null,
                  maximum_balances numeric[] not null,
                  primary key (account_id, until)
                );
                comment on table {accounts}.former is 'What accounts were before a change, whose position is until';
                comment on column {accounts}.accounts.version is
                  'How many events the account had seen with the last one that was about the account itself';
                comment on column {accounts}.accounts.minimum_balances is
                  'In major units, with all decimal places, and null where there is none; so are the maximum balances'
                """;
    }

    @Override
    public String indexes() {
        return """
                create index accounts_by_type on {accounts}.accounts (ledger_id, type, path);
                create unique index metadata_by_pair on {accounts}.metadata (ledger_id, pair, path);
                create index former_metadata_by_pair on {accounts}.former_metadata (ledger_id, pair, path, until)
                """;
    }
}
