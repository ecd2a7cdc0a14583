package io.pacioli.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stream names are stored for ever: a change of any of these would orphan every stream there is. */
class StreamIdTest {

    private static final UUID TIME_ORDERED = UUID.fromString("019876a0-1c2b-7abc-8def-0123456789ab");

    @ParameterizedTest
    @CsvSource({
        "ledger,  default, household, '',                      6de54bd0-6bf5-8997-b88e-879f562288e2",
        "account, default, household, Assets:US:BofA:Checking, 4999acc6-c36c-8b2b-96a7-5f269024dc70",
        "account, default, household, assets:us:bofa:checking, ea36f633-a9ac-8958-ab29-a7ef86531589",
        "account, acme,    household, Assets:US:BofA:Checking, 3fc9a1e9-d906-8371-9b0b-8b73e5663425"
    })
    void a_stream_has_the_same_name_for_ever(String kind, String tenant, String ledger, String key, String expected) {
        assertThat(StreamId.of(kind, tenant, ledger, key)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "019876a0-1c2b-7abc-8def-0123456789ab, 019876a0-1c2b-8186-a396-57524006dd3f",
        "9f3c0a52-6d1e-4b7a-8c55-0d2e4f6a8b1c, 37ab94ec-85d9-850d-ac8b-81f95b4bd681"
    })
    void so_has_a_transactions_stream(UUID transaction, String expected) {
        assertThat(StreamId.of("transaction", "default", "household", transaction))
                .hasToString(expected);
    }

    @Test
    void a_time_ordered_key_leaves_its_48_bits_of_time_in_front() {
        UUID stream =
                StreamId.of("transaction", "default", "household", TIME_ORDERED).value();

        assertThat(stream.getMostSignificantBits() >>> 16).isEqualTo(TIME_ORDERED.getMostSignificantBits() >>> 16);
        assertThat(stream.version()).isEqualTo(8);
        assertThat(stream.variant()).isEqualTo(2);
    }

    @Test
    void one_transaction_id_in_two_ledgers_is_two_streams() {
        assertThat(StreamId.of("transaction", "default", "one", TIME_ORDERED))
                .isNotEqualTo(StreamId.of("transaction", "default", "two", TIME_ORDERED));
    }

    @Test
    void where_one_part_ends_and_the_next_begins_makes_a_difference() {
        assertThat(StreamId.of("account", "a", "bc", "d")).isNotEqualTo(StreamId.of("account", "ab", "c", "d"));
    }

    @Test
    void its_text_reads_back() {
        StreamId stream = StreamId.of("ledger", "default", "household", "");

        assertThat(StreamId.parse(stream.toString())).isEqualTo(stream);
    }
}
