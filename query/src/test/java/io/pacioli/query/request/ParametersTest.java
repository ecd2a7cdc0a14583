package io.pacioli.query.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.snapshot.Order;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

class ParametersTest {

    private static final String[] KNOWN = {
        "account", "type", "currency", "from", "reference", "order", "limit", "cursor"
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour=red                | PARAMETER_UNKNOWN       | colour PARAMETER_UNKNOWN
            limit=0                   | LIMIT_OUT_OF_RANGE      | limit LIMIT_OUT_OF_RANGE
            limit=1001                | LIMIT_OUT_OF_RANGE      | limit LIMIT_OUT_OF_RANGE
            limit=-1                  | LIMIT_OUT_OF_RANGE      | limit LIMIT_OUT_OF_RANGE
            limit=ten                 | LIMIT_OUT_OF_RANGE      | limit LIMIT_OUT_OF_RANGE
            limit=                    | LIMIT_OUT_OF_RANGE      | limit LIMIT_OUT_OF_RANGE
            limit=99999999999         | LIMIT_OUT_OF_RANGE      | limit LIMIT_OUT_OF_RANGE
            limit=5&limit=6           | PARAMETER_MALFORMED     | limit PARAMETER_MALFORMED
            order=up                  | PARAMETER_MALFORMED     | order PARAMETER_MALFORMED
            cursor=nonsense           | CURSOR_INVALID          | cursor CURSOR_INVALID
            type=assets               | PARAMETER_MALFORMED     | type PARAMETER_MALFORMED
            account=:bank             | ACCOUNT_PATH_MALFORMED  | account ACCOUNT_PATH_MALFORMED
            account=                  | ACCOUNT_PATH_MALFORMED  | account ACCOUNT_PATH_MALFORMED
            currency=eur              | CURRENCY_CODE_MALFORMED | currency CURRENCY_CODE_MALFORMED
            from=2026-02-29           | PARAMETER_MALFORMED     | from PARAMETER_MALFORMED
            from=yesterday            | PARAMETER_MALFORMED     | from PARAMETER_MALFORMED
            from=2026-01-01T00:00:00Z | PARAMETER_MALFORMED     | from PARAMETER_MALFORMED
            reference=                | PARAMETER_MALFORMED     | reference PARAMETER_MALFORMED
            order=up&limit=0          | INVALID_REQUEST         | order PARAMETER_MALFORMED, limit LIMIT_OUT_OF_RANGE
            """)
    void a_faulty_parameter_is_refused(String query, String code, String violations) {
        RequestRefused refused = catchThrowableOfType(RequestRefused.class, () -> read(query, Parameters::page));

        assertThat(refused.code().name()).isEqualTo(code);
        assertThat(refused.violations().stream()
                        .map(each -> each.pointer() + " " + each.code())
                        .collect(joining(", ")))
                .isEqualTo(violations);
    }

    @Test
    void what_is_left_out_has_a_default() {
        PageRequest page = read("", Parameters::page);

        assertThat(page.lookahead()).isEqualTo(51);
        assertThat(page.beyond(Function.identity(), "where it begins")).isEqualTo("where it begins");
        Order order = read("", parameters -> parameters.order(Order.NEWEST_FIRST));
        assertThat(order).isEqualTo(Order.NEWEST_FIRST);
    }

    @Test
    void what_is_sound_is_read() {
        LocalDate date = read("from=2026-02-28", parameters -> parameters.date("from"));
        AccountType type = read("type=asset", parameters -> parameters.word("type", AccountType.WORDS));
        Order order = read("order=asc", parameters -> parameters.order(Order.NEWEST_FIRST));
        PageRequest page = read("limit=1000", Parameters::page);

        assertThat(date).isEqualTo("2026-02-28");
        assertThat(type).isEqualTo(AccountType.ASSET);
        assertThat(order).isEqualTo(Order.OLDEST_FIRST);
        assertThat(page.lookahead()).isEqualTo(1_001);
    }

    @Test
    void a_full_page_names_the_next_which_begins_beyond_it() {
        Page<String> page = read("limit=2", Parameters::page).of(List.of("a", "b", "c"), Function.identity());

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(read("limit=9&cursor=" + page.next(), Parameters::page).beyond(Function.identity(), ""))
                .isEqualTo("b");
    }

    @Test
    void the_last_page_names_no_next() {
        assertThat(read("limit=2", Parameters::page)
                        .of(List.of("a", "b"), Function.identity())
                        .next())
                .isNull();
    }

    @Test
    void a_cursor_is_for_the_filters_that_it_was_given_with() {
        String cursor = read("limit=1&type=asset", Parameters::page)
                .of(List.of("a", "b"), Function.identity())
                .next();

        assertThat(catchThrowableOfType(
                                RequestRefused.class, () -> read("type=income&cursor=" + cursor, Parameters::page))
                        .code()
                        .name())
                .isEqualTo("CURSOR_INVALID");
    }

    @Test
    void a_key_that_cannot_be_read_is_no_cursor_of_ours() {
        String cursor = read("limit=1", Parameters::page)
                .of(List.of("a", "b"), Function.identity())
                .next();
        PageRequest page = read("cursor=" + cursor, Parameters::page);

        assertThat(catchThrowableOfType(RequestRefused.class, () -> page.beyond(Long::parseLong, 0L))
                        .code()
                        .name())
                .isEqualTo("CURSOR_INVALID");
    }

    private static <T> T read(String query, Function<Parameters, T> asked) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/ledgers/shop/things");
        UriComponentsBuilder.fromUriString("?" + query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.forEach(
                        value -> request.addParameter(name, value == null ? "" : UriUtils.decode(value, UTF_8))));
        Parameters parameters = Parameters.of(request, KNOWN);
        parameters.accountPath("account");
        parameters.word("type", AccountType.WORDS);
        parameters.currency("currency");
        parameters.date("from");
        parameters.reference("reference");
        parameters.order(Order.NEWEST_FIRST);
        parameters.page();
        parameters.refuseIfAny();
        return asked.apply(parameters);
    }
}
