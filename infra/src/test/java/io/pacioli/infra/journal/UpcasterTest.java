package io.pacioli.infra.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A form that has been changed twice: revision 1 had a name for its code, revision 2 a note in its payload. */
class UpcasterTest {

    private static final Upcaster FROM_1 =
            upcaster(1, (payload, erasable) -> payload.set("code", payload.remove("name")));
    private static final Upcaster FROM_2 =
            upcaster(2, (payload, erasable) -> erasable.set("note", payload.remove("note")));
    private static final CurrencyRegistered EXPECTED =
            new CurrencyRegistered(LedgerId.of("corner-shop"), Currency.of("PTS", 7));

    private final JournalCodecs codecs = new JournalCodecs(List.of(new ThirdForm()), List.of(FROM_2, FROM_1));

    @Test
    void the_oldest_form_passes_through_every_revision_since() {
        assertThat(decode(1, "{\"name\":\"PTS\",\"note\":\"seven\"}", null)).isEqualTo(EXPECTED);
    }

    @Test
    void a_later_form_passes_through_those_after_it_alone() {
        assertThat(decode(2, "{\"code\":\"PTS\",\"note\":\"seven\"}", null)).isEqualTo(EXPECTED);
    }

    @Test
    void todays_form_is_read_as_it_is() {
        assertThat(decode(3, "{\"code\":\"PTS\"}", "{\"note\":\"seven\"}")).isEqualTo(EXPECTED);
    }

    @Test
    void what_is_stored_stays_as_it_is() {
        JsonBytes payload = JsonBytes.of("{\"name\":\"PTS\",\"note\":\"seven\"}");

        codecs.decode(EXPECTED.ledger(), new EncodedEvent("points-registered", 1, payload, null));

        assertThat(payload).hasToString("{\"name\":\"PTS\",\"note\":\"seven\"}");
    }

    @Test
    void what_is_written_has_todays_revision() {
        EncodedEvent written = codecs.encode(EXPECTED);

        assertThat(written.revision()).isEqualTo(3);
        assertThat(codecs.decode(EXPECTED.ledger(), written)).isEqualTo(EXPECTED);
    }

    @Test
    void a_missing_link_of_the_chain_is_named() {
        JournalCodecs gap = new JournalCodecs(List.of(new ThirdForm()), List.of(FROM_1));
        EncodedEvent stored =
                new EncodedEvent("points-registered", 1, JsonBytes.of("{\"name\":\"PTS\",\"note\":\"seven\"}"), null);

        assertThatExceptionOfType(EventUnreadable.class)
                .isThrownBy(() -> gap.decode(EXPECTED.ledger(), stored))
                .withMessageContaining("no upcaster from 2");
    }

    private Object decode(int revision, String payload, @Nullable String erasable) {
        return codecs.decode(
                EXPECTED.ledger(),
                new EncodedEvent(
                        "points-registered",
                        revision,
                        JsonBytes.of(payload),
                        erasable == null ? null : JsonBytes.of(erasable)));
    }

    private static Upcaster upcaster(int from, BiConsumer<ObjectNode, ObjectNode> change) {
        return new Upcaster() {
            @Override
            public String type() {
                return "points-registered";
            }

            @Override
            public int from() {
                return from;
            }

            @Override
            public void upcast(ObjectNode payload, ObjectNode erasable) {
                change.accept(payload, erasable);
            }
        };
    }

    private static final class ThirdForm implements EventCodec<CurrencyRegistered> {

        @Override
        public Class<CurrencyRegistered> event() {
            return CurrencyRegistered.class;
        }

        @Override
        public String type() {
            return "points-registered";
        }

        @Override
        public int revision() {
            return 3;
        }

        @Override
        public void write(CurrencyRegistered event, JsonGenerator payload) {
            payload.writeStringProperty("code", event.currency().code().value());
        }

        @Override
        public boolean hasErasable(CurrencyRegistered event) {
            return true;
        }

        @Override
        public void writeErasable(CurrencyRegistered event, JsonGenerator erasable) {
            erasable.writeStringProperty("note", "seven");
        }

        @Override
        public CurrencyRegistered read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
            int scale = Fields.text(erasable, "note").equals("seven") ? 7 : 0;
            return new CurrencyRegistered(ledger, Currency.of(Fields.text(payload, "code"), scale));
        }
    }
}
