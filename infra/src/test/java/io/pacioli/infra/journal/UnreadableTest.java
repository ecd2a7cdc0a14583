package io.pacioli.infra.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that says something impossible is never read as something else. */
class UnreadableTest {

    private final JournalCodecs codecs = new JournalCodecs();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one cent more on one side       | \"amount\":\"12.30\"               | \"amount\":\"12.31\"",
                "the other side                  | \"direction\":\"debit\"            | \"direction\":\"credit\"",
                "no side                         | \"direction\":\"debit\"            | \"direction\":\"left\"",
                "another scale                   | \"amount\":\"12.30\"               | \"amount\":\"12.300\"",
                "a negative amount               | \"amount\":\"12.30\"               | \"amount\":\"-12.30\"",
                "an amount of nothing            | \"amount\":\"12.30\"               | \"amount\":\"0.00\"",
                "an amount that is a number      | \"amount\":\"12.30\"               | \"amount\":12.30",
                "an amount that is no number     | \"amount\":\"12.30\"               | \"amount\":\"twelve\"",
                "a total with a scale of its own | \"debits\":\"1012.30\"             | \"debits\":\"1012.3\"",
                "a total that is not there       | \"debits\":\"1012.30\",            | ''",
                "a bad path                      | \"account\":\"assets:till\"        | \"account\":\"assets till\"",
                "a bad id                        | 019876a0-1c2b-7abc                 | x",
                "a bad time                      | 2026-02-28T23:30                   | yesterday",
                "a bad date                      | \"effectiveDate\":\"2026-03-01\"   | \"effectiveDate\":\"2026-02-30\"",
                "a date that is not there        | ,\"effectiveDate\":\"2026-03-01\"  | ''",
                "a bad reference                 | invoice 7/2026                     | ''",
                "postings that are not a list    | \"postings\":[                     | \"postings\":\"none\",\"x\":[",
                "a type of account               | \"type\":\"asset\"                 | \"type\":\"goods\"",
                "a document that is cut off      | ]}                                 | ]",
            })
    void a_document_that_breaks_an_invariant_is_not_read(String what, String stored, String tampered) {
        EncodedEvent golden = new GoldenFile("transaction-posted.1").read();
        assertThat(golden.payload().toString()).contains(stored);

        EncodedEvent event = new EncodedEvent(
                golden.type(),
                golden.revision(),
                JsonBytes.of(golden.payload().toString().replace(stored, tampered)),
                golden.erasable());

        assertUnreadable(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null", "", "{}", "not json"})
    void a_document_of_another_form_is_not_read(String document) {
        for (String name : Examples.all().keySet()) {
            EncodedEvent golden = new GoldenFile(name).read();
            assertUnreadable(
                    new EncodedEvent(golden.type(), golden.revision(), JsonBytes.of(document), golden.erasable()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ledger-opened, Europe/Berlin, Europe/Atlantis",
        "ledger-opened, strict, loose",
        "ledger-opened, \"scale\":2, \"scale\":19"
    })
    void a_ledger_that_cannot_be_is_not_read(String type, String stored, String tampered) {
        EncodedEvent golden = new GoldenFile(type + ".1").read();

        assertUnreadable(new EncodedEvent(
                type, 1, JsonBytes.of(golden.payload().toString().replace(stored, tampered)), null));
    }

    @Test
    void a_batch_of_which_nothing_was_accepted_is_not_read() {
        assertUnreadable(new EncodedEvent(
                "batch-recorded", 1, JsonBytes.of("{\"atomic\":false,\"outcomes\":[{\"skipped\":true}]}"), null));
    }

    @Test
    void an_unknown_kind_is_not_read() {
        assertUnreadable(new EncodedEvent("ledger-burnt", 1, JsonBytes.of("{}"), null));
    }

    @Test
    void a_revision_from_the_future_is_not_read() {
        EncodedEvent golden = new GoldenFile("currency-registered.1").read();

        assertUnreadable(new EncodedEvent(golden.type(), 2, golden.payload(), null));
    }

    private void assertUnreadable(EncodedEvent event) {
        assertThatExceptionOfType(EventUnreadable.class)
                .isThrownBy(() -> codecs.decode(Examples.LEDGER, event))
                .withMessageStartingWith("An event of type " + event.type());
    }
}
