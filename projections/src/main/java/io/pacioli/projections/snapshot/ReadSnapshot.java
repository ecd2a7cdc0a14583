package io.pacioli.projections.snapshot;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.generation.Standings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All read tables at one moment, and the position in the journal that they stand for. Lives as long as its transaction. */
public final class ReadSnapshot {

    private static final String BOUND = """
            select set_config('statement_timeout', ?, true), set_config('enable_seqscan', 'off', true),
              set_config('plan_cache_mode', 'force_custom_plan', true)""";

    private static final String WALK = "select set_config('enable_sort', 'off', true)";

    private final JdbcOperations jdbc;
    private final JdbcClient client;
    private final Standings standings;
    private boolean walking;

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

    /** A statement over the live generations, whose schemas stand in braces: {@code {balances}.closed_days}. */
    public JdbcClient.StatementSpec query(String template) {
        return client.sql(standings.schemas().sql(template));
    }

    /** A statement that was put together for this request. */
    public JdbcClient.StatementSpec query(Sql sql) {
        return client.sql(standings.schemas().once(sql.text())).params(sql.parameters());
    }

    /**
     * Bounds what comes after in this snapshot: no statement may take longer, nor read a table from its beginning to its end where
     * there is an index, however few rows the optimiser believes it to have.
     */
    public void bound(Duration statementMax) {
        client.sql(BOUND).param(statementMax.toMillis() + "ms").query().singleRow();
    }

    /**
     * Has what comes after in this snapshot walk along indexes in their order, though the optimiser may believe it to be less work
     * to fetch and sort all of a range: it cannot tell how much there is of an account. What no index has in order is sorted all the same.
     */
    public void walk() {
        if (!walking) {
            client.sql(WALK).query().singleRow();
            walking = true;
        }
    }

    public <T> T on(ConnectionCallback<T> work) {
        return jdbc.execute(work);
    }
}
