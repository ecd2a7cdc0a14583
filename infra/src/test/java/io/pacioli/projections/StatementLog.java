package io.pacioli.projections;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Writes down every statement that is executed, in order. */
public final class StatementLog extends DelegatingDataSource {

    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());

    public StatementLog(DataSource target) {
        super(target);
    }

    /** What has been executed since this was asked last. */
    public List<String> drain() {
        List<String> drained = List.copyOf(executed);
        executed.clear();
        return drained;
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = invoke(() -> method.invoke(connection, arguments));
                    String prepared = arguments != null && arguments[0] instanceof String sql ? sql : null;
                    return result instanceof Statement statement ? logged(statement, prepared) : result;
                });
    }

    private Statement logged(Statement statement, String prepared) {
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CallableStatement.class, PreparedStatement.class, Statement.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        executed.add(arguments != null && arguments[0] instanceof String sql ? sql : prepared);
                    }
                    return invoke(() -> method.invoke(statement, arguments));
                });
    }

    private interface Call {
        Object call() throws ReflectiveOperationException;
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
