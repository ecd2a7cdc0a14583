package io.pacioli.projections.transaction;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/** One narrow row a transaction: what it can be found by. The transaction itself is the event at its position. */
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
                  primary key (ledger_id, position),
                  constraint transactions_by_id unique (ledger_id, id)
                );
                comment on column {transactions}.transactions.status is 'Null where it is posted, as most are';

                create table {transactions}.metadata (
                  ledger_id bigint not null,
                  position  bigint not null,
                  pair      uuid   not null,
                  tenant    text   collate "C" not null,
                  primary key (ledger_id, position, pair)
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
                create unique index metadata_by_pair on {transactions}.metadata (ledger_id, pair, position)
                """;
    }
}
