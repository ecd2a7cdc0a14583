package io.pacioli.projections.ledger;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/**
 * One row a ledger. Its id is the position of the event that opened it, so that a rebuild gives it the same one. One row for each
 * time that its books were closed or reopened, which is shown from the event there.
 */
@Component
class LedgerTable implements ReadTables {

    @Override
    public Projection projection() {
        return Projection.LEDGERS;
    }

    @Override
    public String definition() {
        return """
                create table {ledgers}.ledgers (
                  ledger_id       bigint      not null primary key,
                  opened_at       timestamptz not null,
                  position        bigint      not null,
                  version         bigint      not null,
                  closed_through  date,
                  tenant          text        collate "C" not null,
                  slug            text        collate "C" not null,
                  name            text        not null,
                  time_zone       text        not null,
                  chart           text        not null,
                  currency_codes  text[]      not null,
                  currency_scales smallint[]  not null,
                  unique (tenant, slug)
                ) with (fillfactor = 80);
                comment on column {ledgers}.ledgers.position is 'The last event that changed this row';
                comment on column {ledgers}.ledgers.version is 'How many events the ledger itself has seen';
                comment on column {ledgers}.ledgers.closed_through is 'The last day for which nothing is posted any more';

                create table {ledgers}.period_changes (
                  ledger_id        bigint not null,
                  position         bigint not null,
                  entries_position bigint,
                  tenant           text   collate "C" not null,
                  primary key (ledger_id, position)
                );
                comment on column {ledgers}.period_changes.entries_position is 'The event that recorded the closing entries, if one has'
                """;
    }
}
