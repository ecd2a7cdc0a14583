package io.pacioli.projections.hold;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/**
 * The holds that are open, by when they expire; and for each that ever was, the accounts that it is about, by which their
 * transactions are found. A hold that does not expire does so at infinity.
 */
@Component
class HoldTables implements ReadTables {

    @Override
    public Projection projection() {
        return Projection.HOLDS;
    }

    @Override
    public String definition() {
        return """
                create table {holds}.open (
                  position   bigint      not null primary key,
                  ledger_id  bigint      not null,
                  id         uuid        not null,
                  expires_at timestamptz not null,
                  tenant     text        collate "C" not null,
                  unique (ledger_id, id)
                ) with (fillfactor = 90);
                comment on table {holds}.open is 'The holds that are neither posted nor voided nor expired, by their own positions';

                create table {holds}.accounts (
                  account_id     bigint      not null,
                  position       bigint      not null,
                  effective_date date        not null,
                  expires_at     timestamptz,
                  tenant         text        collate "C" not null,
                  primary key (position, account_id)
                ) with (fillfactor = 80);
                create table {holds}.postings (
                  posted_at bigint not null primary key,
                  position  bigint not null unique,
                  tenant    text   collate "C" not null
                );
                comment on table {holds}.postings is 'The position of the posting of each hold that was posted, and of the hold';
                comment on column {holds}.accounts.expires_at is 'Null where the hold has ended';
                comment on column {holds}.accounts.effective_date is 'That of the posting, where it was posted'
                """;
    }

    @Override
    public String indexes() {
        return """
                create index open_by_expiry on {holds}.open (ledger_id, expires_at, position);
                create index open_by_expiry_of_all on {holds}.open (expires_at, position) where expires_at < 'infinity';
                create unique index accounts_by_position on {holds}.accounts (account_id, position);
                create index accounts_by_date on {holds}.accounts (account_id, effective_date, position);
                create index accounts_by_expiry on {holds}.accounts (account_id, expires_at, position)
                  where expires_at is not null
                """;
    }
}
