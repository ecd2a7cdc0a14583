package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecodedEventsTest {

    private static final LedgerId BOOK = LedgerId.of("book");
    private static final JsonBytes EMPTY = JsonBytes.of("{}".getBytes(StandardCharsets.UTF_8));

    private final DecodedEvents events = new DecodedEvents();
    private final List<Long> decoded = new ArrayList<>();

    @Test
    void an_event_is_decoded_once_until_many_others_have_been() {
        get(1);
        for (int position = 2; position <= DecodedEvents.KEPT_MAX; position++) {
            get(position);
        }
        get(1);
        assertThat(decoded).hasSize(DecodedEvents.KEPT_MAX).doesNotHaveDuplicates();

        get(DecodedEvents.KEPT_MAX + 1);
        get(1);
        assertThat(decoded).hasSize(DecodedEvents.KEPT_MAX + 1);

        get(2);
        assertThat(decoded).endsWith(2L).hasSize(DecodedEvents.KEPT_MAX + 2);
    }

    private void get(long position) {
        StoredEvent stored = new StoredEvent(
                position,
                BOOK,
                position,
                UUID.randomUUID(),
                new EncodedEvent("t", 1, EMPTY, null),
                EMPTY,
                Instant.EPOCH);
        RecordedEvent event = events.of(stored, this::decode);
        assertThat(event.position()).isEqualTo(position);
    }

    private RecordedEvent decode(StoredEvent stored) {
        decoded.add(stored.position());
        return new RecordedEvent(
                stored.position(),
                stored.journalNumber(),
                stored.eventId(),
                stored.recordedAt(),
                new AccountUnfrozen(BOOK, new AccountPath("assets:cash"), 2));
    }
}
