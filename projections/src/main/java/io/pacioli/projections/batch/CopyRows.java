package io.pacioli.projections.batch;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY}. They are sent while more of them are made, so that the database is
 * at work meanwhile, and no more than a little of them is in memory.
 *
 * <p>Each row is begun with its number of columns, then every column is added in its order. Source of the format: PostgreSQL's
 * manual on {@code COPY}.
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER_BYTES = 8;
    private static final short END = -1;
    private static final int TEXT_OID = 25;
    private static final int SMALLINT_OID = 21;

    /** Rows are sent on when they come to so many bytes: less would be more messages, more would keep the database waiting. */
    private static final int SENT_TOGETHER = 1 << 15;

    /** What is gathered goes beyond that by a row, and seldom by more than this. */
    private static final int ROOM_FOR_LAST = 1 << 12;

    private final Connection connection;
    private final String copyStatement;
    private final BinaryValues values = new BinaryValues(SENT_TOGETHER + ROOM_FOR_LAST);
    private @Nullable CopyIn copy;
    private long rows;

    private CopyRows(Connection connection, String copyStatement) {
        this.connection = connection;
        this.copyStatement = copyStatement;
        values.room(SIGNATURE.length + HEADER_BYTES).put(SIGNATURE).put(new byte[HEADER_BYTES]);
    }

    /**
     * Sends rows; nothing where there are none.
     *
     * @param <T> what becomes a row, or several, or none
     * @param add adds the rows of one of the items. It cannot ask the database for anything, whose connection is busy with the rows before
     * @throws SQLException why the rows were refused, all of them; the connection is usable
     */
    public static <T> void send(
            Connection connection, String copyStatement, Iterable<T> items, BiConsumer<CopyRows, T> add)
            throws SQLException {
        CopyRows rows = new CopyRows(connection, copyStatement);
        try {
            for (T item : items) {
                add.accept(rows, item);
                if (rows.values.length() >= SENT_TOGETHER) {
                    rows.sendOn();
                }
            }
            rows.end();
        } finally {
            rows.giveUpUnlessEnded();
        }
    }

    public CopyRows row(int columns) {
        values.room(Short.BYTES).putShort((short) columns);
        rows++;
        return this;
    }

    public CopyRows bigint(long value) {
        values.bigint(value);
        return this;
    }

    public CopyRows smallint(int value) {
        values.smallint(value);
        return this;
    }

    public CopyRows date(@Nullable LocalDate value) {
        values.date(value);
        return this;
    }

    public CopyRows timestamp(Instant value) {
        values.timestamp(value);
        return this;
    }

    /** A moment, or what comes after all of them where there is none. */
    public CopyRows timestampOrInfinity(@Nullable Instant value) {
        if (value == null) {
            values.infinity();
        } else {
            values.timestamp(value);
        }
        return this;
    }

    public CopyRows uuid(UUID value) {
        values.uuid(value);
        return this;
    }

    public CopyRows text(@Nullable String value) {
        values.text(value);
        return this;
    }

    /** A column that is sent as its bytes are: {@code bytea}, {@code json} and texts; UTF-8 where it is text. */
    public CopyRows bytes(byte @Nullable [] value) {
        values.bytes(value);
        return this;
    }

    /** A column of the type {@code "char"}: one byte. */
    public CopyRows character(char value) {
        values.character(value);
        return this;
    }

    public CopyRows numeric(BigInteger value) {
        values.numeric(value);
        return this;
    }

    public CopyRows texts(List<String> values) {
        int start = beginArray(values.size(), TEXT_OID);
        values.forEach(this::text);
        return endArray(start);
    }

    public CopyRows smallints(List<Integer> values) {
        int start = beginArray(values.size(), SMALLINT_OID);
        values.forEach(this::smallint);
        return endArray(start);
    }

    private int beginArray(int size, int elementOid) {
        int start = values.length();
        ByteBuffer header = values.room(6 * Integer.BYTES);
        header.putInt(0).putInt(size == 0 ? 0 : 1).putInt(0).putInt(elementOid);
        if (size > 0) {
            header.putInt(size).putInt(1);
        }
        return start;
    }

    private CopyRows endArray(int start) {
        values.room(0).putInt(start, values.length() - start - Integer.BYTES);
        return this;
    }

    private void sendOn() throws SQLException {
        if (copy == null) {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
        }
        copy.writeToCopy(values.array(), 0, values.length());
        values.clear();
    }

    private void end() throws SQLException {
        if (rows == 0) {
            return;
        }
        values.room(Short.BYTES).putShort(END);
        sendOn();
        long taken = requireNonNull(copy).endCopy();
        if (taken != rows) {
            throw new IllegalStateException("%d rows were sent and %d were taken".formatted(rows, taken));
        }
    }

    private void giveUpUnlessEnded() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }

    @Override
    public String toString() {
        return rows + " rows";
    }
}
