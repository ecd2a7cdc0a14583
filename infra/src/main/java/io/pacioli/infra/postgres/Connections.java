package io.pacioli.infra.postgres;

import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Opens connections to one database, each with a limit on every wait: for the network, for a lock, for a statement. */
final class Connections {
    /** What a statement may take longer than the server lets it, before the network is given up. */
    private static final Duration NETWORK_MARGIN = Duration.ofSeconds(10);

    private final String url;
    private final Duration connectTimeout;

    Connections(String url, Duration connectTimeout) {
        this.url = url;
        this.connectTimeout = connectTimeout;
    }

    String url() {
        return url;
    }

    /** A source whose every connection is new and the caller's own; the parameters are those of {@link #properties}. */
    DataSource as(Credentials role, String applicationName, Duration statementTimeout) {
        return new DriverManagerDataSource(url, properties(role, applicationName, statementTimeout));
    }

    /**
     * The driver's properties for a connection.
     *
     * @param statementTimeout ends a statement; also a transaction that idles as long. Zero: no limit
     */
    Properties properties(Credentials role, String applicationName, Duration statementTimeout) {
        var properties = new Properties();
        properties.setProperty("user", role.user());
        properties.setProperty("password", role.password());
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", seconds(connectTimeout));
        properties.setProperty("loginTimeout", seconds(connectTimeout));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        if (statementTimeout.isPositive()) {
            properties.setProperty("socketTimeout", seconds(statementTimeout.plus(NETWORK_MARGIN)));
            properties.setProperty(
                    "options",
                    "-c statement_timeout=%1$d -c idle_in_transaction_session_timeout=%1$d"
                            .formatted(statementTimeout.toMillis()));
        }
        return properties;
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
