-- A range of 16 pages fills several times a second under load. Each asks for its summary, and the list of such requests holds
-- 256 and is worked off once a minute: the rest were refused, each with a line in the server's log, and a node that looked up
-- which streams had grown read everything that was not summarised.
drop index event_store.streams_position;
create index streams_position on event_store.streams using brin (position) with (pages_per_range = 128, autosummarize = on);
