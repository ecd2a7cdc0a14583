package io.pacioli.projections.parking;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.parking.ParkedLedger.Wish;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledgers that projections pass over, as operators see them and decide about them; a node that projects does what they ask. */
@Component
public class ParkedLedgers {

    private static final String OF_LIVE = "select " + ParkedLedger.COLUMNS + """
             from projections.parked p
            join projections.generation g on g.projection = p.projection and g.generation = p.generation and g.live
              and g.edition = {edition}
            """;

    private static final String OF =
            "where p.projection = any(?::text[]) and (?::text is null or (p.tenant = ? and p.ledger = ?)) ";

    private static final String ASK = """
            update projections.parked p set wish = ?, reason = ?, decided_by = ?, tried_at = null
            from projections.generation g
            where g.projection = p.projection and g.generation = p.generation and g.live and g.edition = {edition}
              and p.projection = any(?::text[]) and (?::text is null or (p.tenant = ? and p.ledger = ?))""";

    private static final String COUNTS = """
            select p.projection, count(*)
            from projections.parked p
            join projections.generation g on g.projection = p.projection and g.generation = p.generation and g.live
              and g.edition = {edition}
            group by p.projection""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Edition edition;

    ParkedLedgers(DataSource dataSource, Edition edition) {
        this.edition = edition;
        jdbc = JdbcClient.create(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Those of these projections, in the order in which they were parked. */
    public List<ParkedLedger> of(List<Projection> projections, int limit) {
        return jdbc.sql(edition.in(OF_LIVE) + OF + "order by p.parked_at, p.position limit ?")
                .param(ids(projections))
                .param(null)
                .param(null)
                .param(null)
                .param(limit)
                .query(ParkedLedger::row)
                .list();
    }

    /** A ledger in each of these projections that passes it over, which are some. */
    public List<ParkedLedger> of(List<Projection> projections, LedgerId ledger) {
        List<ParkedLedger> found = jdbc.sql(edition.in(OF_LIVE) + OF + "order by p.projection")
                .param(ids(projections))
                .param(ledger.slug())
                .param(ledger.tenant().name())
                .param(ledger.slug())
                .query(ParkedLedger::row)
                .list();
        if (found.isEmpty()) {
            throw new RequestRefused(
                    ProblemCode.LEDGER_NOT_PARKED, "The ledger %s is not parked there.".formatted(ledger));
        }
        return found;
    }

    /** How many there are of each projection that has any. */
    public Map<String, Long> counts() {
        return jdbc
                .sql(edition.in(COUNTS))
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Has the tables take in what they lack of a ledger, or of all ledgers. */
    public List<ParkedLedger> retry(List<Projection> projections, @Nullable LedgerId ledger, String by, boolean dry) {
        return ask(projections, ledger, Wish.RETRY, null, by, dry);
    }

    /** Has the event be passed over for good that fails, and everything after it be taken in. */
    public List<ParkedLedger> skip(
            List<Projection> projections, LedgerId ledger, String reason, String by, boolean dry) {
        return ask(projections, ledger, Wish.SKIP, reason, by, dry);
    }

    private List<ParkedLedger> ask(
            List<Projection> projections,
            @Nullable LedgerId ledger,
            Wish wish,
            @Nullable String reason,
            String by,
            boolean dry) {
        String slug = ledger == null ? null : ledger.slug();
        return run(dry, () -> {
            jdbc.sql(edition.in(ASK))
                    .param(wish.name())
                    .param(reason)
                    .param(by)
                    .param(ids(projections))
                    .param(slug)
                    .param(ledger == null ? null : ledger.tenant().name())
                    .param(slug)
                    .update();
            return ledger == null ? of(projections, Integer.MAX_VALUE) : of(projections, ledger);
        });
    }

    private static String[] ids(List<Projection> projections) {
        return projections.stream().map(Projection::id).toArray(String[]::new);
    }

    private <T> T run(boolean dry, Supplier<T> work) {
        return transactions.execute(transaction -> {
            if (dry) {
                transaction.setRollbackOnly();
            }
            return work.get();
        });
    }
}
