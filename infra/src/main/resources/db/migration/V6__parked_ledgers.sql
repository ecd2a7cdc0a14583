-- Ledgers that a projection passes over since it could not take in one of their events, and what operators have had passed over for
-- good. They belong to the service, as the tables do that they are about.
create table projections.parked (
  projection     text        collate "C" not null,
  generation     integer     not null,
  tenant         text        collate "C" not null,
  ledger         text        collate "C" not null,
  -- The first event that the tables lack.
  position       bigint      not null,
  journal_number bigint      not null,
  event_id       uuid        not null,
  event_type     text        not null,
  cause          text        not null,
  parked_at      timestamptz not null default clock_timestamp(),
  retries        integer     not null default 0,
  tried_at       timestamptz,
  wish           text        collate "C",
  reason         text,
  decided_by     text,
  primary key (projection, generation, tenant, ledger),
  foreign key (projection, generation) references projections.generation on delete cascade
);
alter table projections.parked owner to ${serviceRole};

create table projections.skipped (
  id         bigint      generated always as identity primary key,
  projection text        collate "C" not null,
  generation integer     not null,
  tenant     text        collate "C" not null,
  ledger     text        collate "C" not null,
  position   bigint      not null,
  event_id   uuid        not null,
  event_type text        not null,
  cause      text        not null,
  reason     text        not null,
  skipped_by text        not null,
  skipped_at timestamptz not null default clock_timestamp()
);
alter table projections.skipped owner to ${serviceRole};

-- Whether any ledger is, so that whoever begins to read or write has to look no further where none is.
alter table projections.generation add column parked boolean not null default false;
