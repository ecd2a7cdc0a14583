package io.pacioli.projections.batch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * An array as a parameter of a statement, in PostgreSQL's binary form: one value of each of a collection's elements, in their order.
 *
 * <p>The driver writes arrays of most types as text, each element quoted, which costs both sides more than the statement. Source of
 * the form: {@code array_recv} in PostgreSQL's {@code arrayfuncs.c}.
 */
public final class ArrayParameter {

    private static final int LOWER_BOUND = 1;
    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int NUMERIC_BYTES_TYPICAL = 14;

    private final int arrayOid;
    private final BinaryValues values;

    /** @param elementBytes how many bytes all the elements need, each without its length; more are made room for */
    private ArrayParameter(int arrayOid, int elementOid, int size, int elementBytes) {
        this.arrayOid = arrayOid;
        values = new BinaryValues(HEADER_BYTES + size * Integer.BYTES + elementBytes);
        ByteBuffer header =
                values.room(HEADER_BYTES).putInt(size == 0 ? 0 : 1).putInt(0).putInt(elementOid);
        if (size > 0) {
            header.putInt(size).putInt(LOWER_BOUND);
        }
    }

    public static <T> ArrayParameter bigints(Collection<T> of, ToLongFunction<? super T> value) {
        ArrayParameter array = new ArrayParameter(Oid.INT8_ARRAY, Oid.INT8, of.size(), of.size() * Long.BYTES);
        of.forEach(each -> array.values.bigint(value.applyAsLong(each)));
        return array;
    }

    public static <T> ArrayParameter smallints(Collection<T> of, ToIntFunction<? super T> value) {
        ArrayParameter array = new ArrayParameter(Oid.INT2_ARRAY, Oid.INT2, of.size(), of.size() * Short.BYTES);
        of.forEach(each -> array.values.smallint(value.applyAsInt(each)));
        return array;
    }

    public static <T> ArrayParameter numerics(Collection<T> of, Function<? super T, BigInteger> value) {
        ArrayParameter array =
                new ArrayParameter(Oid.NUMERIC_ARRAY, Oid.NUMERIC, of.size(), of.size() * NUMERIC_BYTES_TYPICAL);
        of.forEach(each -> array.values.numeric(value.apply(each)));
        return array;
    }

    public static <T> ArrayParameter dates(Collection<T> of, Function<? super T, @Nullable LocalDate> value) {
        ArrayParameter array = new ArrayParameter(Oid.DATE_ARRAY, Oid.DATE, of.size(), of.size() * Integer.BYTES);
        of.forEach(each -> array.values.date(value.apply(each)));
        return array;
    }

    public static <T> ArrayParameter timestamps(Collection<T> of, Function<? super T, Instant> value) {
        ArrayParameter array =
                new ArrayParameter(Oid.TIMESTAMPTZ_ARRAY, Oid.TIMESTAMPTZ, of.size(), of.size() * Long.BYTES);
        of.forEach(each -> array.values.timestamp(value.apply(each)));
        return array;
    }

    public static <T> ArrayParameter uuids(Collection<T> of, Function<? super T, UUID> value) {
        ArrayParameter array = new ArrayParameter(Oid.UUID_ARRAY, Oid.UUID, of.size(), of.size() * 2 * Long.BYTES);
        of.forEach(each -> array.values.uuid(value.apply(each)));
        return array;
    }

    public static <T> ArrayParameter texts(Collection<T> of, Function<? super T, @Nullable String> value) {
        int bytes = 0;
        for (T each : of) {
            String text = value.apply(each);
            bytes += text == null ? 0 : text.length();
        }
        ArrayParameter array = new ArrayParameter(Oid.TEXT_ARRAY, Oid.TEXT, of.size(), bytes);
        of.forEach(each -> array.values.text(value.apply(each)));
        return array;
    }

    /** Documents in UTF-8. */
    public static <T> ArrayParameter jsons(Collection<T> of, Function<? super T, byte @Nullable []> value) {
        return bytes(Oid.JSON_ARRAY, Oid.JSON, of, value);
    }

    public static <T> ArrayParameter byteas(Collection<T> of, Function<? super T, byte[]> value) {
        return bytes(Oid.BYTEA_ARRAY, Oid.BYTEA, of, value);
    }

    private static <T> ArrayParameter bytes(
            int arrayOid, int elementOid, Collection<T> of, Function<? super T, byte @Nullable []> value) {
        int bytes = 0;
        for (T each : of) {
            byte[] element = value.apply(each);
            bytes += element == null ? 0 : element.length;
        }
        ArrayParameter array = new ArrayParameter(arrayOid, elementOid, of.size(), bytes);
        of.forEach(each -> array.values.bytes(value.apply(each)));
        return array;
    }

    /** Gives the array to a statement as one of its parameters, counted from 1. */
    public void set(PreparedStatement statement, int parameter) throws SQLException {
        BaseConnection connection = statement.getConnection().unwrap(BaseConnection.class);
        statement.setArray(parameter, new PgArray(connection, arrayOid, values.bytes()));
    }
}
