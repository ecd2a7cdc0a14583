package io.pacioli.projections.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.QueryTimeoutException;

class PassingTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "40001, true",
        "40P01, true",
        "53300, true",
        "55P03, true",
        "57014, true",
        "57P01, true",
        "22003, false",
        "23505, false",
        "42P01, false",
        "XX000, false"
    })
    void a_lost_or_overtaxed_database_is_no_fault_of_an_event(String state, boolean passing) {
        assertThat(Passing.is(new IllegalStateException(new SQLException("", state))))
                .isEqualTo(passing);
    }

    @Test
    void nor_is_one_that_did_not_answer_in_time() {
        assertThat(Passing.is(new QueryTimeoutException(""))).isTrue();
        assertThat(Passing.is(new IllegalStateException("no event has opened the account")))
                .isFalse();
    }
}
