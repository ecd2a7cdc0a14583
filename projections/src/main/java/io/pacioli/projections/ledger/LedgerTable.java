package io.pacioli.projections.ledger;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import org.springframework.stereotype.Component;

/** One row a ledger. Its id is the position of the event that opened it, so that a rebuild gives it the same one. */
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
                  tenant          text        collate "C" not null,
                  slug            text        collate "C" not null,
                  name            text        not null,
                  time_zone       text        not null,
                  chart           text        not null,
                  currency_codes  text[]      not null,
                  currency_scales smallint[]  not null,
                  unique (tenant, slug)
                ) with (fillfactor = 80);
                comment on column {ledgers}.ledgers.position is 'The last event that changed this row'
                """;
    }
}
