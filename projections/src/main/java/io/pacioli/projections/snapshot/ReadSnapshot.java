package io.pacioli.projections.snapshot;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.generation.Standings;
import java.util.List;
import java.util.stream.Collectors;
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

    /** @throws RequestRefused where the tables have never yet had all of the journal */
    public void requireBuilt() {
        if (!standings.isBuilt()) {
            throw new RequestRefused(
                    ProblemCode.PROJECTION_BUILDING,
                    "The read tables of this version of the service have the journal up to position %d so far. Commands are accepted."
                            .formatted(position()));
        }
    }

    /** @throws RequestRefused when some of the tables pass this ledger over, so that what they say of it is not all */
    public void requireAllOf(LedgerId ledger) {
        List<Projection> passing = standings.passingOver(ledger);
        if (!passing.isEmpty()) {
            throw new RequestRefused(
                    ProblemCode.LEDGER_PARKED,
                    "The read tables of %s lack some of the ledger %s. Its journal and its commands go on."
                            .formatted(passing.stream().map(Projection::id).collect(Collectors.joining(", ")), ledger));
        }
    }

    /** A statement over the live generations, whose schemas stand in braces: {@code {balances}.days}. */
    public JdbcClient.StatementSpec query(String template) {
        return client.sql(standings.schemas().sql(template));
    }

    public <T> T on(ConnectionCallback<T> work) {
        return jdbc.execute(work);
    }
}
