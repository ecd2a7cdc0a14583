-- What nodes do by the clock, each time one of them: db-scheduler's own table, which says when that is due next and who is at it.
-- It belongs to the service; nothing of it is worth keeping.
create schema scheduler authorization ${serviceRole};
create table scheduler.tasks (
  task_name            text        collate "C" not null,
  task_instance        text        collate "C" not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
) with (fillfactor = 10);
alter table scheduler.tasks owner to ${serviceRole};
