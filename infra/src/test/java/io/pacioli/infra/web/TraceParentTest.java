package io.pacioli.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-what-the-future-brings",
            })
    void a_request_keeps_the_trace_that_it_is_part_of(String header) {
        assertThat(TraceParent.traceIdOf(header)).isEqualTo(TRACE_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0af7651916cd43dd8448eb211c80319c",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            })
    void a_header_of_another_form_is_passed_over(String header) {
        assertThat(TraceParent.traceIdOf(header)).isNotEqualTo(TRACE_ID).matches("[0-9a-f]{32}");
    }

    @Test
    void a_request_without_a_trace_begins_one() {
        assertThat(TraceParent.traceIdOf(null)).matches("[0-9a-f]{32}").isNotEqualTo(TraceParent.traceIdOf(null));
    }
}
