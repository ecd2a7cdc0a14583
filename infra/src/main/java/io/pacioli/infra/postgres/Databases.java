package io.pacioli.infra.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pacioli.infra.settings.DatabaseSettings;
import java.time.Duration;
import javax.sql.DataSource;

/** The service's ways into its database: a pool that queries and projections share, and connections of one's own. */
public final class Databases implements AutoCloseable {
    private static final int IDLE_CONNECTIONS_MIN = 4;

    private final Connections connections;
    private final Credentials role;
    private final HikariDataSource pool;
    private final Durability durability;

    private Databases(Connections connections, Credentials role, HikariDataSource pool, Durability durability) {
        this.connections = connections;
        this.role = role;
        this.pool = pool;
        this.durability = durability;
    }

    /** The pool, as the service's role, in auto-commit mode. */
    public DataSource pool() {
        return pool;
    }

    /**
     * A source of connections outside of the pool, as the service's role: for a session that is held for as long as the
     * service runs, or that needs another limit.
     *
     * @param applicationName what the server calls these sessions
     * @param statementTimeout ends a statement, or a transaction that idles as long; zero: no limit, as for listening
     */
    public DataSource dedicated(String applicationName, Duration statementTimeout) {
        return connections.as(role, applicationName, statementTimeout);
    }

    public Durability durability() {
        return durability;
    }

    /** Opens the pool to a database that was found fit to serve. */
    static Databases open(
            Connections connections, DatabaseAddress address, DatabaseSettings settings, Durability durability) {
        var config = new HikariConfig();
        config.setPoolName("pacioli");
        config.setJdbcUrl(connections.url());
        config.setDataSourceProperties(
                connections.properties(address.service(), "pacioli", settings.statementTimeout()));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(IDLE_CONNECTIONS_MIN, settings.poolSize()));
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setValidationTimeout(settings.connectTimeout().dividedBy(2).toMillis());
        return new Databases(connections, address.service(), new HikariDataSource(config), durability);
    }

    @Override
    public void close() {
        pool.close();
    }
}
