package io.pacioli.infra.eventstore;

import io.pacioli.infra.eventstore.JournalRows.EventRow;
import io.pacioli.infra.eventstore.JournalRows.KeyRow;
import io.pacioli.infra.eventstore.JournalRows.PlaceRow;
import io.pacioli.projections.batch.ArrayParameter;
import io.pacioli.projections.batch.CopyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write the rows of an append behind the fence: nothing is inserted where the head has moved, or where a key is
 * stored that was taken for new.
 *
 * <p>What is narrow goes with the statement that moves the head. Events are the bulk: a few are cheapest in the same statement,
 * which then is all there is to a transaction; many are cheaper as {@code COPY}.
 */
final class AppendStatements {

    private static final String FENCE = """
            with fence as (
              update event_store.head set position = ?, recorded_at = ?
              where position = ? and not exists (select from event_store.keys where hash = any(?)) returning position
            ), joined as (
              insert into event_store.streams (stream_id, sequence, position)
              select unnest(?::uuid[]), unnest(?::bigint[]), unnest(?::bigint[]) from fence
            ), taken as (
              insert into event_store.keys (hash, position)
              select unnest(?::bigint[]), unnest(?::bigint[]) from fence
            )""";

    private static final String EVENT_COLUMNS =
            "position, tenant, ledger, journal_number, event_id, type, revision, payload, erasable, metadata, recorded_at, hash";

    private static final String WRITE_ALL = FENCE + """
            , recorded as (
              insert into event_store.events (%s)
              select unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]), unnest(?::bigint[]), unnest(?::uuid[]),
                unnest(?::text[]), unnest(?::smallint[]), unnest(?::json[]), unnest(?::json[]), unnest(?::json[]),
                unnest(?::timestamptz[]), unnest(?::bytea[]) from fence
            )
            select from fence""".formatted(EVENT_COLUMNS);

    private static final String WRITE_NARROW = FENCE + "\nselect from fence";

    private static final String COPY_EVENTS =
            "copy event_store.events (%s) from stdin (format binary)".formatted(EVENT_COLUMNS);

    private AppendStatements() {}

    /** Writes everything with one statement, if the head has moved. */
    static boolean writeAll(Connection connection, JournalRows rows, Collection<Long> newKeys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE_ALL)) {
            int last = setNarrow(statement, rows, newKeys);
            setEvents(statement, last, rows.events());
            return hasMoved(statement);
        }
    }

    /** Writes with one statement what is narrow, and copies the events if the head has moved. */
    static boolean writeAndCopy(Connection connection, JournalRows rows, Collection<Long> newKeys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE_NARROW)) {
            setNarrow(statement, rows, newKeys);
            if (!hasMoved(statement)) {
                return false;
            }
        }
        CopyRows.send(connection, COPY_EVENTS, rows.events(), AppendStatements::add);
        return true;
    }

    private static boolean hasMoved(PreparedStatement statement) throws SQLException {
        try (ResultSet fence = statement.executeQuery()) {
            return fence.next();
        }
    }

    /** @return the last parameter that it has set */
    private static int setNarrow(PreparedStatement statement, JournalRows rows, Collection<Long> newKeys)
            throws SQLException {
        int parameter = 0;
        statement.setLong(++parameter, rows.position());
        statement.setObject(++parameter, OffsetDateTime.ofInstant(rows.recordedAt(), ZoneOffset.UTC));
        statement.setLong(++parameter, rows.seen());
        ArrayParameter.bigints(newKeys, Long::longValue).set(statement, ++parameter);
        List<PlaceRow> places = rows.places();
        ArrayParameter.uuids(places, PlaceRow::stream).set(statement, ++parameter);
        ArrayParameter.bigints(places, PlaceRow::sequence).set(statement, ++parameter);
        ArrayParameter.bigints(places, PlaceRow::position).set(statement, ++parameter);
        ArrayParameter.bigints(rows.keys(), KeyRow::hash).set(statement, ++parameter);
        ArrayParameter.bigints(rows.keys(), KeyRow::position).set(statement, ++parameter);
        return parameter;
    }

    private static void setEvents(PreparedStatement statement, int last, List<EventRow> rows) throws SQLException {
        int parameter = last;
        for (ArrayParameter column : List.of(
                ArrayParameter.bigints(rows, row -> row.event().position()),
                ArrayParameter.texts(rows, row -> row.event().ledger().tenant().name()),
                ArrayParameter.texts(rows, row -> row.event().ledger().slug()),
                ArrayParameter.bigints(rows, row -> row.event().journalNumber()),
                ArrayParameter.uuids(rows, row -> row.event().eventId()),
                ArrayParameter.texts(rows, row -> row.event().encoded().type()),
                ArrayParameter.smallints(rows, row -> row.event().encoded().revision()),
                ArrayParameter.jsons(
                        rows, row -> row.event().encoded().payload().utf8()),
                ArrayParameter.jsons(rows, row -> utf8(row.event().encoded().erasable())),
                ArrayParameter.jsons(rows, row -> row.event().metadata().utf8()),
                ArrayParameter.timestamps(rows, row -> row.event().recordedAt()),
                ArrayParameter.byteas(rows, row -> row.tip().hash()))) {
            column.set(statement, ++parameter);
        }
    }

    private static void add(CopyRows copied, EventRow row) {
        StoredEvent event = row.event();
        copied.row(12)
                .bigint(event.position())
                .text(event.ledger().tenant().name())
                .text(event.ledger().slug())
                .bigint(event.journalNumber())
                .uuid(event.eventId())
                .text(event.encoded().type())
                .smallint(event.encoded().revision())
                .bytes(event.encoded().payload().utf8())
                .bytes(utf8(event.encoded().erasable()))
                .bytes(event.metadata().utf8())
                .timestamp(event.recordedAt())
                .bytes(row.tip().hash());
    }

    private static byte @Nullable [] utf8(@Nullable JsonBytes document) {
        return document == null ? null : document.utf8();
    }
}
