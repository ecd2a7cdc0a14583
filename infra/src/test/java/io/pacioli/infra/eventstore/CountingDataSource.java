package io.pacioli.infra.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts how often a connection was asked for. */
final class CountingDataSource extends DelegatingDataSource {

    private final AtomicInteger asked = new AtomicInteger();

    CountingDataSource(DataSource dataSource) {
        super(dataSource);
    }

    int asked() {
        return asked.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        asked.incrementAndGet();
        return super.getConnection();
    }
}
