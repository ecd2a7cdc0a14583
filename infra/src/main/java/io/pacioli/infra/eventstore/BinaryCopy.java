package io.pacioli.infra.eventstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format, gathered in memory and sent at once.
 *
 * <p>Source of the format: PostgreSQL's documentation of COPY, "Binary Format". A buffer is used again for the next batch.
 */
final class BinaryCopy {

    private static final VarHandle INT2 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT4 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
    private static final int HEADER_EXTENSION = 8;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int BYTES_INITIAL = 1 << 16;
    private static final int BYTES_KEPT_MAX = 1 << 22;

    private final String sql;
    private byte[] bytes = new byte[BYTES_INITIAL];
    private int length;
    private int rows;

    BinaryCopy(String table, String columns) {
        this.sql = "copy %s (%s) from stdin (format binary)".formatted(table, columns);
        clear();
    }

    /** Forgets all rows. */
    void clear() {
        if (bytes.length > BYTES_KEPT_MAX) {
            bytes = new byte[BYTES_INITIAL];
        }
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        Arrays.fill(bytes, SIGNATURE.length, SIGNATURE.length + HEADER_EXTENSION, (byte) 0);
        length = SIGNATURE.length + HEADER_EXTENSION;
        rows = 0;
    }

    BinaryCopy row(int columns) {
        rows++;
        return int2(columns);
    }

    BinaryCopy int8Column(long value) {
        return int4(Long.BYTES).int8(value);
    }

    BinaryCopy int2Column(int value) {
        return int4(Short.BYTES).int2(value);
    }

    BinaryCopy uuidColumn(UUID value) {
        return int4(2 * Long.BYTES).int8(value.getMostSignificantBits()).int8(value.getLeastSignificantBits());
    }

    BinaryCopy timestampColumn(Instant value) {
        return int8Column(ChronoUnit.MICROS.between(POSTGRES_EPOCH, value));
    }

    BinaryCopy textColumn(String value) {
        return bytesColumn(value.getBytes(UTF_8));
    }

    /** A column that is null or consists of these bytes: {@code bytea}, {@code json} and text are all sent so. */
    BinaryCopy bytesColumn(byte @Nullable [] value) {
        if (value == null) {
            return int4(-1);
        }
        int4(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Sends the rows; a mismatch in their number is our own bug. */
    void send(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        int2(-1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, length);
            long copied = copy.endCopy();
            if (copied != rows) {
                throw new IllegalStateException("%d rows of %d were copied".formatted(copied, rows));
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private BinaryCopy int2(int value) {
        ensure(Short.BYTES);
        INT2.set(bytes, length, (short) value);
        length += Short.BYTES;
        return this;
    }

    private BinaryCopy int4(int value) {
        ensure(Integer.BYTES);
        INT4.set(bytes, length, value);
        length += Integer.BYTES;
        return this;
    }

    private BinaryCopy int8(long value) {
        ensure(Long.BYTES);
        INT8.set(bytes, length, value);
        length += Long.BYTES;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
