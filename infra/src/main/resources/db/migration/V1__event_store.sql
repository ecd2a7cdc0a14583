-- The journal of every ledger. What is here can be added to and never be changed: the service's role may insert and select,
-- and nothing else.

create table event_store.events (
  position       bigint      not null primary key check (position > 0),
  tenant         text        collate "C" not null,
  ledger         text        collate "C" not null,
  journal_number bigint      not null check (journal_number > 0),
  event_id       uuid        not null,
  type           text        collate "C" not null,
  revision       smallint    not null check (revision > 0),
  -- json, not jsonb: the bytes that are stored are the bytes that are hashed.
  payload        json        not null,
  erasable       json,
  metadata       json        not null,
  recorded_at    timestamptz not null,
  hash           bytea       not null check (octet_length(hash) = 32),
  unique (tenant, ledger, journal_number)
);
comment on table event_store.events is 'One row for each fact, in commit order and without gaps';

-- Which event is which in the stream of each aggregate that applied it. The primary key is the optimistic-concurrency check.
create table event_store.streams (
  stream_id uuid   not null,
  sequence  bigint not null check (sequence >= 0),
  position  bigint not null,
  primary key (stream_id, sequence)
);
-- Which streams grew in a range of positions. Rows arrive in the order of positions, so a block range index is enough.
create index streams_position on event_store.streams using brin (position) with (pages_per_range = 16, autosummarize = on);

-- Idempotency keys and references, as 64 bits each. Not unique: two keys may share a hash, and the event tells them apart.
create table event_store.keys (
  hash     bigint not null,
  position bigint not null,
  primary key (hash, position)
);

-- The fence: whoever appends moves it from the position up to which it has seen everything.
create table event_store.head (
  only_row    boolean     not null primary key default true check (only_row),
  position    bigint      not null check (position >= 0),
  recorded_at timestamptz not null
) with (fillfactor = 10);
insert into event_store.head (position, recorded_at) values (0, '1970-01-01T00:00:00Z');

grant select, insert on event_store.events, event_store.streams, event_store.keys to ${serviceRole};
grant select, update on event_store.head to ${serviceRole};

-- Append-only tables are never analysed or frozen for their dead rows; do it for the ones that arrive.
alter table event_store.events set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table event_store.streams set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table event_store.keys set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- What can be computed again from the events belongs to the service.
create schema snapshots authorization ${serviceRole};
create table snapshots.snapshot (
  stream_id uuid     not null primary key,
  sequence  bigint   not null,
  type      text     collate "C" not null,
  revision  smallint not null,
  state     json     not null
) with (fillfactor = 80);
alter table snapshots.snapshot owner to ${serviceRole};
