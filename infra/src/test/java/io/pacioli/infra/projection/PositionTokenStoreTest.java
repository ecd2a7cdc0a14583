package io.pacioli.infra.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.infra.postgres.TestDatabase;
import io.pacioli.projections.generation.Edition;
import java.time.Duration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PositionTokenStoreTest {

    private static final String PROCESSOR = "projections";
    private static final TrackingToken AT_7 = new GlobalSequenceTrackingToken(7);

    private final TestDatabase database = TestDatabase.fresh();
    private final PositionTokenStore mine = store("mine");
    private final PositionTokenStore theirs = store("theirs");

    @AfterEach
    void drop() {
        database.close();
    }

    private PositionTokenStore store(String node) {
        return new PositionTokenStore(database.service(), node, new Edition("1.2"), Duration.ofMinutes(1));
    }

    @Test
    void a_stored_position_is_fetched() {
        mine.initializeTokenSegments(PROCESSOR, 1);
        assertThat(mine.fetchToken(PROCESSOR, 0)).isNull();

        mine.storeToken(AT_7, PROCESSOR, 0);

        assertThat(mine.fetchToken(PROCESSOR, 0)).isEqualTo(AT_7);
    }

    @Test
    void a_processor_may_begin_anywhere() {
        mine.initializeTokenSegments(PROCESSOR, 2, AT_7);
        mine.initializeSegment(null, PROCESSOR, 2);

        assertThat(mine.fetchSegments(PROCESSOR)).containsExactly(0, 1, 2);
        assertThat(mine.fetchToken(PROCESSOR, 1)).isEqualTo(AT_7);
        assertThat(mine.fetchToken(PROCESSOR, 2)).isNull();
    }

    @Test
    void nothing_is_begun_twice() {
        mine.initializeTokenSegments(PROCESSOR, 1);

        assertThatThrownBy(() -> theirs.initializeTokenSegments(PROCESSOR, 1))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> theirs.initializeSegment(null, PROCESSOR, 0))
                .isInstanceOf(UnableToInitializeTokenException.class);
    }

    @Test
    void what_was_never_begun_cannot_be_claimed() {
        assertThat(mine.fetchSegments(PROCESSOR)).isEmpty();
        assertThatThrownBy(() -> mine.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void what_one_node_has_claimed_no_other_can_use() {
        mine.initializeTokenSegments(PROCESSOR, 1);
        mine.fetchToken(PROCESSOR, 0);

        assertThat(theirs.fetchAvailableSegments(PROCESSOR)).isEmpty();
        assertThat(mine.fetchAvailableSegments(PROCESSOR)).containsExactly(Segment.ROOT_SEGMENT);
        assertThatThrownBy(() -> theirs.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> theirs.storeToken(AT_7, PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> theirs.extendClaim(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> theirs.deleteToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        theirs.releaseClaim(PROCESSOR, 0);
        mine.extendClaim(PROCESSOR, 0);
    }

    @Test
    void what_a_node_has_released_another_can_claim_at_once() {
        mine.initializeTokenSegments(PROCESSOR, 1, AT_7);
        mine.fetchToken(PROCESSOR, 0);
        mine.releaseClaim(PROCESSOR, 0);

        assertThat(theirs.fetchToken(PROCESSOR, 0)).isEqualTo(AT_7);
    }

    @Test
    void a_claim_that_is_not_renewed_can_be_taken_over() {
        mine.initializeTokenSegments(PROCESSOR, 1, AT_7);
        mine.fetchToken(PROCESSOR, 0);
        JdbcClient.create(database.service())
                .sql("update projections.token set claimed_at = claimed_at - interval '61 seconds'")
                .update();

        assertThat(theirs.fetchAvailableSegments(PROCESSOR)).containsExactly(Segment.ROOT_SEGMENT);
        assertThat(theirs.fetchToken(PROCESSOR, 0)).isEqualTo(AT_7);
        assertThatThrownBy(() -> mine.storeToken(AT_7, PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_deleted_token_is_gone() {
        mine.initializeTokenSegments(PROCESSOR, 1);
        mine.fetchToken(PROCESSOR, 0);

        mine.deleteToken(PROCESSOR, 0);

        assertThat(mine.fetchSegments(PROCESSOR)).isEmpty();
    }

    @Test
    void of_a_token_that_knows_more_only_the_position_is_kept() {
        mine.initializeTokenSegments(PROCESSOR, 1);
        mine.fetchToken(PROCESSOR, 0);

        mine.storeToken(ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(9), AT_7), PROCESSOR, 0);

        assertThat(mine.fetchToken(PROCESSOR, 0)).isEqualTo(AT_7);
    }
}
