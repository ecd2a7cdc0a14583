package io.pacioli.infra.journal;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stored forms of every event of a ledger, past and present. */
public final class JournalCodecs implements EventCodecs {

    private static final String SALT = "salt";
    private static final int SALT_BYTES = 16;
    private static final int PAYLOAD_BYTES_TYPICAL = 640;
    private static final int ERASABLE_BYTES_TYPICAL = 192;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final SecureRandom random = new SecureRandom();
    private final Map<Class<?>, EventCodec<?>> byClass = new HashMap<>();
    private final Map<String, EventCodec<?>> byType = new HashMap<>();
    private final Map<String, Map<Integer, Upcaster>> upcasters = new HashMap<>();

    public JournalCodecs() {
        this(
                List.of(
                        new LedgerOpenedCodec(),
                        new CurrencyRegisteredCodec(),
                        new PeriodClosedCodec(),
                        new ClosingEntriesRecordedCodec(),
                        new PeriodReopenedCodec(),
                        new AccountOpenedCodec(),
                        new AccountLimitsChangedCodec(),
                        new AccountFrozenCodec(),
                        new AccountUnfrozenCodec(),
                        new AccountClosedCodec(),
                        new AccountReopenedCodec(),
                        new AccountRenamedCodec(),
                        new AccountMetadataChangedCodec(),
                        new TransactionPostedCodec(),
                        new TransactionHeldCodec(),
                        new HoldPostedCodec(),
                        new HoldVoidedCodec(),
                        new HoldExpiredCodec(),
                        new TransactionMetadataChangedCodec(),
                        new BatchRecordedCodec()),
                List.of());
    }

    JournalCodecs(List<EventCodec<?>> codecs, List<Upcaster> upcasters) {
        for (EventCodec<?> codec : codecs) {
            byClass.put(codec.event(), codec);
            byType.put(codec.type(), codec);
        }
        for (Upcaster upcaster : upcasters) {
            this.upcasters
                    .computeIfAbsent(upcaster.type(), type -> new HashMap<>())
                    .put(upcaster.from(), upcaster);
        }
    }

    @Override
    public EncodedEvent encode(Event event) {
        EventCodec<?> codec = byClass.get(event.getClass());
        if (codec == null) {
            throw new IllegalStateException("no stored form for " + event.getClass());
        }
        return encode(codec, event);
    }

    private <E extends Event> EncodedEvent encode(EventCodec<E> codec, Event event) {
        E typed = codec.event().cast(event);
        ByteArrayOutputStream payload = new ByteArrayOutputStream(PAYLOAD_BYTES_TYPICAL);
        try (JsonGenerator json = mapper.createGenerator(payload)) {
            json.writeStartObject();
            codec.write(typed, json);
            json.writeEndObject();
        }
        return new EncodedEvent(
                codec.type(), codec.revision(), JsonBytes.of(payload.toByteArray()), erasable(codec, typed));
    }

    private <E extends Event> @Nullable JsonBytes erasable(EventCodec<E> codec, E event) {
        if (!codec.hasErasable(event)) {
            return null;
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ByteArrayOutputStream erasable = new ByteArrayOutputStream(ERASABLE_BYTES_TYPICAL);
        try (JsonGenerator json = mapper.createGenerator(erasable)) {
            json.writeStartObject();
            json.writeStringProperty(SALT, Base64.getEncoder().withoutPadding().encodeToString(salt));
            codec.writeErasable(event, json);
            json.writeEndObject();
        }
        return JsonBytes.of(erasable.toByteArray());
    }

    @Override
    public Event decode(LedgerId ledger, EncodedEvent stored) {
        EventCodec<?> codec = byType.get(stored.type());
        if (codec == null || stored.revision() > codec.revision()) {
            throw new EventUnreadable(stored.type(), stored.revision(), "this version does not know its form", null);
        }
        try {
            ObjectNode payload = object(stored.payload());
            ObjectNode erasable = stored.erasable() == null ? mapper.createObjectNode() : object(stored.erasable());
            upcast(stored, codec.revision(), payload, erasable);
            return codec.read(ledger, payload, erasable);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new EventUnreadable(stored.type(), stored.revision(), String.valueOf(e.getMessage()), e);
        }
    }

    private ObjectNode object(JsonBytes document) {
        if (mapper.readTree(document.utf8()) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a document is a JSON object");
    }

    private void upcast(EncodedEvent stored, int current, ObjectNode payload, ObjectNode erasable) {
        for (int revision = stored.revision(); revision < current; revision++) {
            Upcaster upcaster = upcasters.getOrDefault(stored.type(), Map.of()).get(revision);
            if (upcaster == null) {
                throw new EventUnreadable(stored.type(), stored.revision(), "no upcaster from " + revision, null);
            }
            upcaster.upcast(payload, erasable);
        }
    }
}
