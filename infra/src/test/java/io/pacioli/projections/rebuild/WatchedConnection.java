package io.pacioli.projections.rebuild;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;

/** A connection at which something happens just before a statement with certain words is prepared or executed. */
final class WatchedConnection {

    private WatchedConnection() {}

    static Connection before(String words, Connection connection, Runnable happens) {
        return watched(Connection.class, connection, words, happens);
    }

    private static <T> T watched(Class<T> type, T object, String words, Runnable happens) {
        return type.cast(Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null
                            && arguments.length > 0
                            && arguments[0] instanceof String sql
                            && sql.contains(words)) {
                        happens.run();
                    }
                    try {
                        Object result = method.invoke(object, arguments);
                        return method.getName().equals("createStatement")
                                ? watched(Statement.class, (Statement) result, words, happens)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
