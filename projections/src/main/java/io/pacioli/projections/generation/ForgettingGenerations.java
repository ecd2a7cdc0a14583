package io.pacioli.projections.generation;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes all read tables away, and how far they were: the next node to start makes them anew from the first event on. Until it is
 * done nobody can be answered from them.
 */
public final class ForgettingGenerations {

    /** A node says more often than this that it works on them. */
    private static final int SILENCE_SECONDS_MAX = 10;

    private static final String IN_USE = """
            select exists (
              select from projections.token
              where owner is not null and claimed_at > clock_timestamp() - make_interval(secs => ?))""";

    private static final String END_REBUILDS = """
            update projections.rebuild
            set state = case when ended_at is null then 'cancelled' else state end, owner = null, wish = null, tidied = true,
                ended_at = coalesce(ended_at, clock_timestamp())
            where not tidied""";

    private final DataSource dataSource;

    /** @param dataSource as the service's role, to which the tables belong */
    public ForgettingGenerations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Takes them away, all or, where that fails, none.
     *
     * @return the schemas that were there
     * @throws ReadTablesInUse when a node works on them, or has died only just now
     */
    public List<String> run() {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        return new TransactionTemplate(new JdbcTransactionManager(dataSource)).execute(transaction -> {
            jdbc.execute("select pg_advisory_xact_lock(" + Generations.MAKING_TABLES + ")");
            if (Boolean.TRUE.equals(jdbc.queryForObject(IN_USE, Boolean.class, SILENCE_SECONDS_MAX))) {
                throw new ReadTablesInUse();
            }
            // Names alone: other editions may have projections that this build does not know.
            List<String> all = jdbc.queryForList(
                    "select projection || '_' || generation from projections.generation order by projection, generation",
                    String.class);
            all.forEach(schema -> jdbc.execute("drop schema " + schema + " cascade"));
            jdbc.update("delete from projections.generation");
            jdbc.update("delete from projections.token");
            jdbc.update(END_REBUILDS);
            return all;
        });
    }
}
