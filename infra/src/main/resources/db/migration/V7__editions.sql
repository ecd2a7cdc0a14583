-- Builds that understand other read tables have tables of their own, beside each other. An edition names what a build understands by
-- the versions of all read tables; what was made before there were editions is of one that no build has.
alter table projections.generation add column edition text collate "C" not null default '0';
alter table projections.generation alter column edition drop default;

-- When these tables had all of the journal for the first time, from which moment on they are read; null while they are built.
alter table projections.generation add column built_at timestamptz;
update projections.generation set built_at = clock_timestamp();

-- When a node that uses them has started last.
alter table projections.generation add column used_at timestamptz not null default clock_timestamp();

drop index projections.generation_live;
create unique index generation_live on projections.generation (edition, projection) where live;

alter table projections.rebuild add column edition text collate "C" not null default '0';
alter table projections.rebuild alter column edition drop default;

-- Each edition has an event processor of its own.
update projections.token set processor = processor || '/0';
