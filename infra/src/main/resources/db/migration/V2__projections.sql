-- What every projection and every node share. The read tables themselves are made by the projections, in a schema for each
-- projection and generation (balances_1, entries_1), and belong to the service as everything here does: the events can give
-- it all again.

create schema projections authorization ${serviceRole};

-- The sets of read tables that there are. A projection's live generation answers queries; its rebuild fills another one.
create table projections.generation (
  projection text    collate "C" not null,
  generation integer not null check (generation > 0),
  live       boolean not null,
  -- Everything up to here has been applied to the tables. It moves in the transaction that applies it.
  position   bigint  not null check (position >= 0),
  primary key (projection, generation)
) with (fillfactor = 10);
create unique index generation_live on projections.generation (projection) where live;
alter table projections.generation owner to ${serviceRole};

-- How far each event processor has read, and which node runs it.
create table projections.token (
  processor  text        collate "C" not null,
  segment    integer     not null,
  position   bigint,
  owner      text,
  claimed_at timestamptz not null,
  primary key (processor, segment)
) with (fillfactor = 10);
alter table projections.token owner to ${serviceRole};
