package io.pacioli.projections.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY}, gathered in memory and sent at once.
 *
 * <p>Each row is begun with its number of columns, then every column is added in its order. Source of the format: PostgreSQL's
 * manual on {@code COPY}, and the {@code recv} function of each type.
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER_BYTES = 8;
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int TEXT_OID = 25;
    private static final int SMALLINT_OID = 21;
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final long DAY_ZERO_EPOCH = DAY_ZERO.toEpochDay();
    private static final Instant TIME_ZERO = Instant.parse("2000-01-01T00:00:00Z");
    private static final long INFINITY = Long.MAX_VALUE;
    private static final int CAPACITY_FIRST = 1 << 16;

    private ByteBuffer bytes = ByteBuffer.allocate(CAPACITY_FIRST);
    private int rows;

    public CopyRows() {
        bytes.put(SIGNATURE).put(new byte[HEADER_BYTES]);
    }

    public int size() {
        return rows;
    }

    public CopyRows row(int columns) {
        room(Short.BYTES).putShort((short) columns);
        rows++;
        return this;
    }

    public CopyRows bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    public CopyRows smallint(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
        return this;
    }

    public CopyRows date(@Nullable LocalDate value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt((int) (value.toEpochDay() - DAY_ZERO_EPOCH));
        }
        return this;
    }

    public CopyRows timestamp(Instant value) {
        return bigint(ChronoUnit.MICROS.between(TIME_ZERO, value));
    }

    /** A moment, or what comes after all of them where there is none. */
    public CopyRows timestampOrInfinity(@Nullable Instant value) {
        return value == null ? bigint(INFINITY) : timestamp(value);
    }

    public CopyRows uuid(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    public CopyRows text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(UTF_8));
    }

    /** A column that is sent as its bytes are: {@code bytea}, {@code json} and texts; UTF-8 where it is text. */
    public CopyRows bytes(byte @Nullable [] value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            room(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
        return this;
    }

    /** A column of the type {@code "char"}: one byte. */
    public CopyRows character(char value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) value);
        return this;
    }

    public CopyRows numeric(BigInteger value) {
        NumericForm.write(value, room(NumericForm.bytesMax(value)));
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
        room(6 * Integer.BYTES);
        int start = bytes.position();
        bytes.putInt(0).putInt(size == 0 ? 0 : 1).putInt(0).putInt(elementOid);
        if (size > 0) {
            bytes.putInt(size).putInt(1);
        }
        return start;
    }

    private CopyRows endArray(int start) {
        bytes.putInt(start, bytes.position() - start - Integer.BYTES);
        return this;
    }

    /** Sends the rows; nothing where there are none. */
    public void send(Connection connection, String copyStatement) throws SQLException {
        if (rows == 0) {
            return;
        }
        room(Short.BYTES).putShort(END);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
        try {
            copy.writeToCopy(bytes.array(), 0, bytes.position());
            long taken = copy.endCopy();
            if (taken != rows) {
                throw new IllegalStateException("%d rows were sent and %d were taken".formatted(rows, taken));
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    @Override
    public String toString() {
        return rows + " rows";
    }
}
