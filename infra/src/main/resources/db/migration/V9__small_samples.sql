-- Under load these tables grow enough to be analysed each minute, and a sample of 30,000 rows of each, sorted by every column, kept a
-- processor busy for up to a second. All of them are looked up by their keys, for which a tenth of it tells as much; nobody looks for
-- what is in a payload.
alter table event_store.events
  alter column position set statistics 10,
  alter column tenant set statistics 10,
  alter column ledger set statistics 10,
  alter column journal_number set statistics 10,
  alter column type set statistics 10,
  alter column revision set statistics 10,
  alter column recorded_at set statistics 10,
  alter column event_id set statistics 0,
  alter column payload set statistics 0,
  alter column erasable set statistics 0,
  alter column metadata set statistics 0,
  alter column hash set statistics 0;
alter table event_store.streams
  alter column stream_id set statistics 10,
  alter column sequence set statistics 10,
  alter column position set statistics 10;
alter table event_store.keys
  alter column hash set statistics 10,
  alter column position set statistics 10;
