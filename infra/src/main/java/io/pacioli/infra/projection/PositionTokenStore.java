package io.pacioli.infra.projection;

import io.pacioli.projections.generation.Edition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps how far event processors have read as plain positions, and which node may run each, by the database's clock. Nodes of one
 * edition run one; those of another keep their place under another name.
 *
 * <p>A claim that has not been renewed in time can be taken over, though never in the middle of a batch: the event processor
 * stores the token before it applies anything, and the row stays locked until the batch is committed. A batch that takes
 * longer than the timeout is so not undone by the next node.
 */
final class PositionTokenStore implements TokenStore {

    private static final String IDENTIFIER = "projections.token";

    private static final String SEGMENTS = """
            select segment, owner is null or owner = ? or claimed_at < clock_timestamp() - make_interval(secs => ?) as free
            from projections.token where processor = ? order by segment""";

    private static final String INSERT = """
            insert into projections.token (processor, segment, position, owner, claimed_at)
            values (?, ?, ?, null, clock_timestamp())""";

    private static final String STORE = """
            update projections.token set position = ?, claimed_at = clock_timestamp()
            where processor = ? and segment = ? and owner = ?""";

    private static final String EXTEND = """
            update projections.token set claimed_at = clock_timestamp() where processor = ? and segment = ? and owner = ?""";

    private static final String CLAIM = """
            update projections.token set owner = ?, claimed_at = clock_timestamp()
            where processor = ? and segment = ?
              and (owner is null or owner = ? or claimed_at < clock_timestamp() - make_interval(secs => ?))
            returning position""";

    private static final String RELEASE = """
            update projections.token set owner = null where processor = ? and segment = ? and owner = ?""";

    private static final String DELETE =
            "delete from projections.token where processor = ? and segment = ? and owner = ?";

    private record Claimable(int segment, boolean free) {}

    private final JdbcClient jdbc;
    private final String node;
    private final Edition edition;
    private final double claimTimeoutSeconds;

    PositionTokenStore(DataSource dataSource, String node, Edition edition, Duration claimTimeout) {
        this.jdbc = JdbcClient.create(dataSource);
        this.node = node;
        this.edition = edition;
        this.claimTimeoutSeconds = claimTimeout.toMillis() / 1_000.0;
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) {
        initializeTokenSegments(processorName, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        try {
            for (int segment = 0; segment < segmentCount; segment++) {
                insert(initialToken, processorName, segment);
            }
        } catch (DuplicateKeyException e) {
            throw new UnableToClaimTokenException("another node has just begun " + processorName, e);
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processorName, int segment) {
        try {
            insert(token, processorName, segment);
        } catch (DuplicateKeyException e) {
            throw new UnableToInitializeTokenException(
                    "segment %d of %s is there already".formatted(segment, processorName), e);
        }
    }

    private void insert(@Nullable TrackingToken token, String processorName, int segment) {
        jdbc.sql(INSERT)
                .param(edition.of(processorName))
                .param(segment)
                .param(position(token))
                .update();
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        int stored = jdbc.sql(STORE)
                .param(position(token))
                .param(edition.of(processorName))
                .param(segment)
                .param(node)
                .update();
        requireClaim(stored, processorName, segment);
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        int extended = jdbc.sql(EXTEND)
                .param(edition.of(processorName))
                .param(segment)
                .param(node)
                .update();
        requireClaim(extended, processorName, segment);
    }

    private static void requireClaim(int rows, String processorName, int segment) {
        if (rows == 0) {
            throw new UnableToClaimTokenException(
                    "segment %d of %s is another node's now".formatted(segment, processorName));
        }
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) {
        Optional<Optional<Long>> claimed = jdbc.sql(CLAIM)
                .param(node)
                .param(edition.of(processorName))
                .param(segment)
                .param(node)
                .param(claimTimeoutSeconds)
                .query((row, number) -> Optional.ofNullable((Long) row.getObject(1)))
                .optional();
        return claimed.orElseThrow(() -> new UnableToClaimTokenException(
                        "segment %d of %s is another node's".formatted(segment, processorName)))
                .map(GlobalSequenceTrackingToken::new)
                .orElse(null);
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        jdbc.sql(RELEASE)
                .param(edition.of(processorName))
                .param(segment)
                .param(node)
                .update();
    }

    @Override
    public void deleteToken(String processorName, int segment) {
        int deleted = jdbc.sql(DELETE)
                .param(edition.of(processorName))
                .param(segment)
                .param(node)
                .update();
        requireClaim(deleted, processorName, segment);
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return segments(processorName).stream().mapToInt(Claimable::segment).toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        List<Claimable> segments = segments(processorName);
        int[] all = segments.stream().mapToInt(Claimable::segment).toArray();
        return segments.stream()
                .filter(Claimable::free)
                .map(claimable -> Segment.computeSegment(claimable.segment(), all))
                .toList();
    }

    private List<Claimable> segments(String processorName) {
        return jdbc.sql(SEGMENTS)
                .param(node)
                .param(claimTimeoutSeconds)
                .param(edition.of(processorName))
                .query((row, number) -> new Claimable(row.getInt(1), row.getBoolean(2)))
                .list();
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return Optional.of(IDENTIFIER);
    }

    /** A replay is a generation of its own here, so that a token is never more than a position. */
    private static @Nullable Long position(@Nullable TrackingToken token) {
        return token == null ? null : token.position().orElseThrow();
    }
}
