package io.pacioli.projections.rebuild;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Projection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rebuilds of this installation, as operators ask for them and decide about them; the work is done by whichever node that
 * projects claims it. What an operator asks for and what does not fit the state of a rebuild is refused.
 */
@Component
public class Rebuilds {

    /** In place of a projection's name: all of them, in one passage through the journal. */
    public static final String ALL = "all";

    /** What has come of asking for a rebuild. */
    public record Requested(Rebuild rebuild, boolean replayed) {}

    /** Two that are asked for at once must not both find that there is none. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(" + 0x70616369_6f6c6932L + ")";

    private static final String OF_KEY = "select fingerprint from projections.rebuild where idempotency_key = ?";

    /** Another version of the service may have had read models that this one does not know. */
    private static final String SELECT =
            "select " + Rebuild.COLUMNS + " from projections.rebuild where projections <@ '{"
                    + String.join(",", ids(List.of(Projection.values()))) + "}' and ";

    private static final String RUNNING =
            "select id from projections.rebuild where projections && ?::text[] and state = any(?) and edition = {edition} limit 1";

    private static final String BEGIN = """
            insert into projections.rebuild (projections, state, automatic, events_per_second_max, requested_by, idempotency_key,
              fingerprint, edition)
            values (?, ?, ?, ?, ?, ?, ?, {edition})
            returning id""";

    private static final String LIVE_BUILT = """
            select count(*)
            from projections.rebuild r
            cross join unnest(r.projections, r.built) as n(projection, generation)
            join projections.generation g on g.projection = n.projection and g.generation = n.generation and g.live
            where r.id = ?""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Edition edition;

    Rebuilds(DataSource dataSource, Edition edition) {
        this.edition = edition;
        jdbc = JdbcClient.create(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** The projections that a name stands for; none where it stands for nothing. */
    public static List<Projection> named(String name) {
        return Arrays.stream(Projection.values())
                .filter(projection -> name.equals(ALL) || projection.id().equals(name))
                .toList();
    }

    /** @throws RequestRefused where a name stands for no projection */
    public static List<Projection> require(String name) {
        List<Projection> projections = named(name);
        if (projections.isEmpty()) {
            throw new RequestRefused(
                    ProblemCode.PROJECTION_NOT_FOUND,
                    "There is no such projection; there are %s, and %s for all of them."
                            .formatted(String.join(", ", ids(List.of(Projection.values()))), ALL));
        }
        return projections;
    }

    private static String[] ids(List<Projection> projections) {
        return projections.stream().map(Projection::id).toArray(String[]::new);
    }

    /** Those of a projection, or of all, latest first. */
    public List<Rebuild> of(String name, int limit) {
        return jdbc.sql(SELECT + "projections && ?::text[] order by id desc limit ?")
                .param(ids(require(name)))
                .param(limit)
                .query(Rebuild::row)
                .list();
    }

    public Rebuild find(String name, String id) {
        return find(name, id, "");
    }

    private Rebuild find(String name, String id, String locking) {
        List<Projection> projections = require(name);
        return number(id)
                .flatMap(number -> jdbc.sql(SELECT + "id = ? and projections && ?::text[]" + locking)
                        .param(number)
                        .param(ids(projections))
                        .query(Rebuild::row)
                        .optional())
                .orElseThrow(() -> new RequestRefused(
                        ProblemCode.REBUILD_NOT_FOUND, "The projection %s has no such rebuild.".formatted(name)));
    }

    private static Optional<Long> number(String id) {
        return id.matches("[1-9]\\d{0,17}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    /** Those that nodes work on. */
    public List<Rebuild> open() {
        return jdbc.sql(edition.in(SELECT + "state = any(?) and edition = {edition} order by id"))
                .param(RebuildState.openWords())
                .query(Rebuild::row)
                .list();
    }

    /** Has the tables of a projection be made anew; with a key that was used before, tells what came of it then. */
    public Requested request(String name, RebuildRequest request, boolean dry) {
        List<Projection> projections = require(name);
        return run(dry, () -> {
            jdbc.sql(ONE_AT_A_TIME).query((row, number) -> 1).single();
            Optional<String> known = jdbc.sql(OF_KEY)
                    .param(request.idempotencyKey())
                    .query(String.class)
                    .optional();
            if (known.isPresent()) {
                return replay(request, known.get());
            }
            refuseWhileRunning(projections);
            long id = jdbc.sql(edition.in(BEGIN))
                    .param(ids(projections))
                    .param(RebuildState.FILLING.word())
                    .param(request.automatic())
                    .param(request.eventsPerSecondMax())
                    .param(request.requestedBy())
                    .param(request.idempotencyKey())
                    .param(request.fingerprint())
                    .query(Long.class)
                    .single();
            return new Requested(find(ALL, Long.toString(id)), false);
        });
    }

    private Requested replay(RebuildRequest request, String fingerprint) {
        if (!fingerprint.equals(request.fingerprint())) {
            throw new RequestRefused(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "The Idempotency-Key has been used for another rebuild.");
        }
        Rebuild begun = jdbc.sql(SELECT + "idempotency_key = ?")
                .param(request.idempotencyKey())
                .query(Rebuild::row)
                .single();
        return new Requested(begun, true);
    }

    private void refuseWhileRunning(List<Projection> projections) {
        jdbc.sql(edition.in(RUNNING))
                .param(ids(projections))
                .param(RebuildState.openWords())
                .query(Long.class)
                .optional()
                .ifPresent(running -> {
                    throw new RequestRefused(
                            ProblemCode.REBUILD_RUNNING,
                            "Rebuild %d of the same read tables has not ended. Wait for it, or cancel it."
                                    .formatted(running));
                });
    }

    public Rebuild pause(String name, String id, boolean dry) {
        return change(name, id, dry, Rebuilds::requireOpen, "paused = true");
    }

    public Rebuild resume(String name, String id, boolean dry) {
        return change(name, id, dry, Rebuilds::requireOpen, "paused = false");
    }

    /** @param eventsPerSecondMax null for as fast as it can */
    public Rebuild throttle(String name, String id, @Nullable Integer eventsPerSecondMax, boolean dry) {
        return change(name, id, dry, Rebuilds::requireOpen, "events_per_second_max = ?::integer", eventsPerSecondMax);
    }

    /** Gives a rebuild up; what it has made is taken away. Once it has been switched to, it is too late. */
    public Rebuild cancel(String name, String id, String by, boolean dry) {
        return change(
                name,
                id,
                dry,
                rebuild -> rebuild.state() == RebuildState.CANCELLED || rebuild.state() == RebuildState.SWITCHING_BACK
                        ? null
                        : requireOpen(rebuild),
                """
                state = case state when 'switching-back' then 'switched' else 'cancelled' end, owner = null, wish = null,
                ended_at = coalesce(ended_at, clock_timestamp()), decided_by = ?""",
                by);
    }

    /** Has a rebuild be switched to, equal or not; where it differs, somebody has to say why. */
    public Rebuild switchTo(String name, String id, @Nullable String reason, String by, boolean dry) {
        return change(
                name,
                id,
                dry,
                rebuild -> rebuild.state() == RebuildState.SWITCHED ? null : requireReady(rebuild, reason),
                "wish = case state when 'ready' then 'switch' end, reason = coalesce(?, reason), decided_by = ?",
                reason,
                by);
    }

    private static RequestRefused requireReady(Rebuild rebuild, @Nullable String reason) {
        if (rebuild.state() != RebuildState.READY) {
            return new RequestRefused(
                    ProblemCode.REBUILD_NOT_READY,
                    "Rebuild %d is %s.".formatted(rebuild.id(), rebuild.state().word()));
        }
        if (rebuild.isDifferent() && reason == null) {
            return new RequestRefused(
                    ProblemCode.REBUILD_DIFFERS,
                    "Rebuild %d differs from the live tables in %d keys."
                            .formatted(rebuild.id(), rebuild.differences()));
        }
        return null;
    }

    /** Has the former tables be the live ones again. */
    public Rebuild switchBack(String name, String id, @Nullable String reason, String by, boolean dry) {
        return change(
                name,
                id,
                dry,
                rebuild ->
                        rebuild.state() == RebuildState.SWITCHING_BACK || rebuild.state() == RebuildState.SWITCHED_BACK
                                ? null
                                : requireFormer(rebuild),
                """
                ended_at = case state when 'switched-back' then ended_at end,
                state = case state when 'switched' then 'switching-back' else state end,
                reason = coalesce(?, reason), decided_by = ?""",
                reason,
                by);
    }

    private @Nullable RequestRefused requireFormer(Rebuild rebuild) {
        if (rebuild.state() != RebuildState.SWITCHED || rebuild.tidied()) {
            return new RequestRefused(
                    ProblemCode.REBUILD_NOT_SWITCHED,
                    rebuild.tidied()
                            ? "The tables that rebuild %d has replaced are not kept any more.".formatted(rebuild.id())
                            : "Rebuild %d is %s."
                                    .formatted(rebuild.id(), rebuild.state().word()));
        }
        jdbc.sql(ONE_AT_A_TIME).query((row, number) -> 1).single();
        refuseWhileRunning(rebuild.projections());
        long live = jdbc.sql(LIVE_BUILT).param(rebuild.id()).query(Long.class).single();
        return live == rebuild.projections().size()
                ? null
                : new RequestRefused(
                        ProblemCode.REBUILD_NOT_SWITCHED,
                        "Other tables have been switched to since rebuild %d was.".formatted(rebuild.id()));
    }

    private static @Nullable RequestRefused requireOpen(Rebuild rebuild) {
        return rebuild.state().isOpen()
                ? null
                : new RequestRefused(
                        ProblemCode.REBUILD_ENDED,
                        "Rebuild %d is %s."
                                .formatted(rebuild.id(), rebuild.state().word()));
    }

    private Rebuild change(
            String name,
            String id,
            boolean dry,
            Function<Rebuild, @Nullable RequestRefused> rule,
            String assignments,
            @Nullable Object... values) {
        return run(dry, () -> {
            Rebuild rebuild = find(name, id, " for update");
            RequestRefused refusal = rule.apply(rebuild);
            if (refusal != null) {
                throw refusal;
            }
            JdbcClient.StatementSpec update =
                    jdbc.sql("update projections.rebuild set " + assignments + " where id = ?");
            for (Object value : values) {
                update = update.param(value);
            }
            update.param(rebuild.id()).update();
            return find(name, id);
        });
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
