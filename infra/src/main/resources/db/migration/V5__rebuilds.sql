-- What operators have asked to be made anew, and how far each of it is. A rebuild fills generations beside the live ones; their own
-- positions are in projections.generation, where they move with what is written.
create table projections.rebuild (
  id                    bigint      generated always as identity primary key,
  projections           text[]      collate "C" not null,
  -- The generations that it fills and those that it has replaced, in the order of projections.
  built                 integer[],
  former                integer[],
  state                 text        collate "C" not null,
  automatic             boolean     not null,
  paused                boolean     not null default false,
  events_per_second_max integer,
  -- What the node that works on it has been asked to do next: switch.
  wish                  text        collate "C",
  events_done           bigint      not null default 0,
  events_total          bigint      not null default 0,
  events_per_second     double precision,
  compared_at           bigint,
  differences           bigint,
  examples              jsonb,
  cause                 text,
  reason                text,
  requested_by          text        not null,
  decided_by            text,
  idempotency_key       text        collate "C" not null unique,
  fingerprint           text        collate "C" not null,
  owner                 text,
  claimed_at            timestamptz,
  created_at            timestamptz not null default clock_timestamp(),
  switched_at           timestamptz,
  ended_at              timestamptz,
  -- Whether nothing is left of the tables that it was the last to need.
  tidied                boolean     not null default false
);
create index rebuild_untidied on projections.rebuild (id) where not tidied;
alter table projections.rebuild owner to ${serviceRole};
