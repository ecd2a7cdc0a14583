package io.pacioli.projections.snapshot;

import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.generation.Standings;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All read tables at one moment, and the position in the journal that they stand for. Lives as long as its transaction. */
public final class ReadSnapshot {

    private final JdbcOperations jdbc;
    private final JdbcClient client;
    private final Standings standings;

    ReadSnapshot(JdbcOperations jdbc, Standings standings) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.standings = standings;
    }

    public long position() {
        return standings.position();
    }

    public Standings standings() {
        return standings;
    }

    public Schemas schemas() {
        return standings.schemas();
    }

    /** A statement over the live generations, whose schemas stand in braces: {@code {balances}.days}. */
    public JdbcClient.StatementSpec query(String template) {
        return client.sql(standings.schemas().sql(template));
    }

    public <T> T on(ConnectionCallback<T> work) {
        return jdbc.execute(work);
    }
}
