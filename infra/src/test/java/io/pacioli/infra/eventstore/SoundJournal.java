package io.pacioli.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What has to be true of the event store whoever wrote to it, whatever was cut off in the middle: computed by the database
 * alone, with nothing of our code, so that a mistake in that cannot hide itself.
 */
public final class SoundJournal {

    /** Queries by the law that they watch over; a row is a place where it is broken. */
    private static final Map<String, String> LAWS = laws();

    private SoundJournal() {}

    private static Map<String, String> laws() {
        Map<String, String> laws = new LinkedHashMap<>();
        laws.put("positions run from 1 to the head without gaps", """
                select 'head ' || h.position || ', events ' || count(e.position) || ', last ' || coalesce(max(e.position), 0)
                from event_store.head h left join event_store.events e on true
                group by h.position
                having count(e.position) <> h.position or coalesce(max(e.position), 0) <> h.position
                """);
        laws.put("each ledger's journal is numbered from 1 without gaps, in the order of positions", """
                select 'position ' || position || ' has number ' || journal_number from (
                  select position, journal_number,
                         row_number() over (partition by tenant, ledger order by position) as expected
                  from event_store.events) n
                where journal_number <> expected
                """);
        laws.put("recorded times never run backwards, and the head has the last", """
                select 'position ' || position from (
                  select position, recorded_at, lag(recorded_at) over (order by position) as before
                  from event_store.events) t
                where recorded_at < before
                union all
                select 'head' from event_store.head h
                where h.recorded_at <> coalesce((select max(recorded_at) from event_store.events), h.recorded_at)
                """);
        laws.put("each stream is numbered from 0 without gaps, in the order of positions", """
                select 'stream ' || stream_id || ' at ' || sequence from (
                  select stream_id, sequence, position,
                         row_number() over (partition by stream_id order by sequence) - 1 as expected,
                         lag(position) over (partition by stream_id order by sequence) as before
                  from event_store.streams) s
                where sequence <> expected or position <= before
                """);
        laws.put("streams and keys are of events that are there", """
                select 'stream of ' || position from event_store.streams s
                where not exists (select from event_store.events e where e.position = s.position)
                union all
                select 'key of ' || position from event_store.keys k
                where not exists (select from event_store.events e where e.position = k.position)
                """);
        laws.put("each event's hash follows from the one before it and from what is stored", """
                with fields as (
                  select position, ledger, hash,
                         lag(hash) over (partition by tenant, ledger order by journal_number) as previous,
                         int8send(journal_number) as journal_number, uuid_send(event_id) as event_id,
                         convert_to(type, 'UTF8') as type, int4send(revision) as revision,
                         int8send((extract(epoch from recorded_at) * 1000000)::bigint) as recorded_at,
                         sha256(convert_to(payload::text, 'UTF8')) as payload,
                         sha256(convert_to(coalesce(erasable::text, ''), 'UTF8')) as erasable,
                         sha256(convert_to(metadata::text, 'UTF8')) as metadata
                  from event_store.events
                ), chained as (
                  select f.*, coalesce(previous, sha256('\\x01'::bytea || int4send(length(ledger)) || convert_to(ledger, 'UTF8')))
                         as before
                  from fields f
                )
                select 'position ' || position from chained
                where hash <> sha256('\\x01'::bytea
                  || int4send(32) || before
                  || int4send(8) || journal_number
                  || int4send(16) || event_id
                  || int4send(length(type)) || type
                  || int4send(4) || revision
                  || int4send(8) || recorded_at
                  || int4send(32) || payload
                  || int4send(32) || erasable
                  || int4send(32) || metadata)
                """);
        return laws;
    }

    public static void assertSound(DataSource dataSource) {
        assertThat(violations(dataSource)).isEmpty();
    }

    /** Where which law is broken. */
    public static List<String> violations(DataSource dataSource) {
        List<String> violations = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            for (Map.Entry<String, String> law : LAWS.entrySet()) {
                try (var rows = statement.executeQuery(law.getValue())) {
                    while (rows.next()) {
                        violations.add("%s, but not at %s".formatted(law.getKey(), rows.getString(1)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The event store could not be inspected", e);
        }
        return violations;
    }
}
