package io.pacioli.infra.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pacioli.domain.account.AccountEvent;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.ledger.LedgerEvent;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.TransactionEvent;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JsonBytes;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written once can be read for ever: where one of these fails, the changed form needs a revision of its own. */
class StoredFormTest {

    private final JournalCodecs codecs = new JournalCodecs();

    static Stream<Arguments> examples() {
        return Examples.all().entrySet().stream()
                .map(example -> Arguments.of(new GoldenFile(example.getKey()), example.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void an_event_is_written_in_the_form_of_its_revision(GoldenFile golden, Event event) {
        EncodedEvent written = codecs.encode(event);

        EncodedEvent expected = golden.read();
        assertThat(written.type()).isEqualTo(expected.type());
        assertThat(written.revision()).isEqualTo(expected.revision());
        assertThat(written.payload()).isEqualTo(expected.payload());
        assertThat(withoutSalt(written.erasable())).isEqualTo(expected.erasable());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void what_is_stored_reads_back_as_the_event_that_it_was(GoldenFile golden, Event event) {
        assertThat(codecs.decode(Examples.LEDGER, golden.read())).isEqualTo(event);
    }

    @Test
    void every_kind_of_event_has_an_example() {
        Stream<Class<?>> ofAggregates = Stream.of(LedgerEvent.class, AccountEvent.class, TransactionEvent.class)
                .flatMap(StoredFormTest::kinds)
                .distinct();

        assertThat(Examples.all().values().stream().<Class<?>>map(Object::getClass))
                .containsAll(Stream.concat(ofAggregates, Stream.of(BatchRecorded.class))
                        .toList());
    }

    private static Stream<Class<?>> kinds(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(StoredFormTest::kinds)
                : Stream.of(family);
    }

    @Test
    void every_salt_is_another_one() {
        Event event = Examples.all().get("transaction-posted.1");

        assertThat(codecs.encode(event).erasable())
                .isNotEqualTo(codecs.encode(event).erasable());
    }

    @Test
    void erased_text_leaves_the_facts_behind() {
        EncodedEvent stored = new GoldenFile("transaction-posted.1").read();
        EncodedEvent erased = new EncodedEvent(stored.type(), stored.revision(), stored.payload(), null);

        Event read = codecs.decode(Examples.LEDGER, erased);

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("description", "metadata")
                .isEqualTo(Examples.all().get("transaction-posted.1"));
    }

    @Test
    void an_erased_reason_leaves_the_reopening_behind() {
        EncodedEvent stored = new GoldenFile("period-reopened.1").read();
        EncodedEvent erased = new EncodedEvent(stored.type(), stored.revision(), stored.payload(), null);

        assertThat(codecs.decode(Examples.LEDGER, erased))
                .isEqualTo(new PeriodReopened(Examples.LEDGER, LocalDate.of(2025, 11, 30), null, 4));
    }

    @Test
    void an_event_of_no_known_kind_is_our_own_bug() {
        record Unheard(LedgerId ledger) implements Event {}

        assertThatIllegalStateException().isThrownBy(() -> codecs.encode(new Unheard(Examples.LEDGER)));
    }

    private static @Nullable JsonBytes withoutSalt(@Nullable JsonBytes erasable) {
        return erasable == null
                ? null
                : JsonBytes.of(erasable.toString()
                        .replaceFirst("\"salt\":\"[A-Za-z0-9+/]{22}\"", "\"salt\":\"" + GoldenFile.SALT + "\""));
    }
}
