-- Which reading of the journal these tables are: the same events may look otherwise in the tables of another build, and in tables that
-- replace wrong ones. What clients have kept under the ETag of another reading is not known any more.
alter table projections.generation add column reading integer not null default 0;
