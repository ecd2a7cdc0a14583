package io.pacioli.projections.transaction;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/**
 * One narrow row a transaction: what it can be found by. The transaction itself is the event at its position. What changes about
 * some, their status, metadata and day, is kept with the positions between which it was so, and costs all others nothing.
 */
@Component
class TransactionTable implements ReadTables {

    @Override
    public Projection projection() {
        return Projection.TRANSACTIONS;
    }

    @Override
    public String definition() {
        return """
                create table {transactions}.transactions (
                  position       bigint not null,
                  ledger_id      bigint not null,
                  journal_number bigint not null,
                  id             uuid   not null,
                  effective_date date   not null,
                  reference      text   collate "C",
                  status         text   collate "C",
                  tenant         text   collate "C" not null,
                  since          bigint,
                  primary key (ledger_id, position),
                  constraint transactions_by_id unique (ledger_id, id)
                );
                alter table {transactions}.transactions
                  alter position set statistics 30, alter ledger_id set statistics 30, alter journal_number set statistics 30,
                  alter id set statistics 30, alter effective_date set statistics 30, alter reference set statistics 30,
                  alter status set statistics 30, alter tenant set statistics 0, alter since set statistics 30;
                comment on column {transactions}.transactions.status is 'Null where it is posted, as most are';
                comment on column {transactions}.transactions.since is 'The position of its last change, null where it never changed';

                create table {transactions}.former (
                  position       bigint not null,
                  ledger_id      bigint not null,
                  since          bigint not null,
                  until          bigint not null,
                  id             uuid   not null,
                  effective_date date   not null,
                  reference      text   collate "C",
                  status         text   collate "C",
                  tenant         text   collate "C" not null,
                  primary key (ledger_id, position, until)
                );
                comment on table {transactions}.former is
                  'What transactions were from one position on, until another at which their status or date changed';

                create table {transactions}.metadata (
                  ledger_id bigint not null,
                  position  bigint not null,
                  pair      uuid   not null,
                  tenant    text   collate "C" not null,
                  since     bigint,
                  primary key (ledger_id, position, pair)
                );
                comment on column {transactions}.metadata.since is
                  'The position of the change that brought it, null where it came with the transaction';

                create table {transactions}.former_metadata (
                  ledger_id bigint not null,
                  position  bigint not null,
                  since     bigint not null,
                  until     bigint not null,
                  pair      uuid   not null,
                  tenant    text   collate "C" not null,
                  primary key (ledger_id, position, pair, until)
                );
                comment on table {transactions}.metadata is
                  'A digest of each key and value, by which their transactions are found'
                """;
    }

    @Override
    public String indexes() {
        return """
                create unique index transactions_by_reference on {transactions}.transactions (ledger_id, reference)
                  where reference is not null;
                create index transactions_by_date on {transactions}.transactions (ledger_id, effective_date, position);
                create index transactions_by_status on {transactions}.transactions (ledger_id, status, position)
                  where status is not null;
                create index former_by_status on {transactions}.former (ledger_id, status, (%s), position)
                  where status is not null;
                create index former_by_date on {transactions}.former (ledger_id, effective_date, position);
                create unique index metadata_by_pair on {transactions}.metadata (ledger_id, pair, position);
                create index former_metadata_by_pair on {transactions}.former_metadata (ledger_id, pair, position)
                """.formatted(Forks.FORK);
    }
}
