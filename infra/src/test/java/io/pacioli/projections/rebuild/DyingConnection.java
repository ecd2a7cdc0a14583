package io.pacioli.projections.rebuild;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A connection that is lost in the middle of what it is used for: with the nth statement or commit, and for good. */
final class DyingConnection {

    private static final Set<String> COUNTED = Set.of("prepareStatement", "createStatement", "commit", "unwrap");

    private DyingConnection() {}

    static Connection of(Connection connection, int callsLeft) {
        int[] left = {callsLeft};
        return (Connection) Proxy.newProxyInstance(
                DyingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (COUNTED.contains(method.getName()) && left[0]-- <= 0) {
                        connection.abort(Runnable::run);
                        throw new SQLException("the connection is lost", "08006");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
