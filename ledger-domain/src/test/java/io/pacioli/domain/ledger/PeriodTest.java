package io.pacioli.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodTest {

    private static final LedgerId SHOP = LedgerId.of("shop");
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 28);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);
    private static final Reason LATE_INVOICE = new Reason("A late invoice");

    /** Ten in the evening of the last of March in Lisbon. */
    private static final Instant DECIDED_AT = Instant.parse("2026-03-31T21:00:00Z");

    private AggregateTestFixture<Ledger> fixture;
    private Instant decidedAt = DECIDED_AT;

    @BeforeEach
    void registerHandlers() {
        fixture = new AggregateTestFixture<>(Ledger.class);
        fixture.registerAnnotatedCommandHandler(new Handlers());
    }

    private static LedgerOpened opened(String zone) {
        return new LedgerOpened(
                SHOP, new LedgerName("Shop"), ZoneId.of(zone), ChartPolicy.OPEN, List.of(Currency.of("EUR", 2)));
    }

    private static PeriodClosed closed(LocalDate through, long version) {
        return new PeriodClosed(SHOP, through, version);
    }

    private static PeriodReopened reopened(@Nullable LocalDate through, long version) {
        return new PeriodReopened(SHOP, through, LATE_INVOICE, version);
    }

    @Test
    void a_period_that_is_over_is_closed() {
        fixture.given(opened("Europe/Lisbon"), new CurrencyRegistered(SHOP, Currency.of("BTC", 8)))
                .when(new ClosePeriod(SHOP, FEBRUARY))
                .expectEvents(closed(FEBRUARY, 3))
                .expectResultMessagePayload(Decision.ACCEPTED)
                .expectState(ledger -> {
                    assertThat(ledger.closedThrough()).isEqualTo(FEBRUARY);
                    assertThat(ledger.isClosed(FEBRUARY)).isTrue();
                    assertThat(ledger.isClosed(FEBRUARY.plusDays(1))).isFalse();
                    assertThat(ledger.version()).isEqualTo(3);
                });
    }

    static Stream<Arguments> closings() {
        return Stream.of(
                Arguments.of("yesterday", null, MARCH.minusDays(1), null),
                Arguments.of("today", null, MARCH, new Rejection.PeriodNotOver(MARCH, MARCH)),
                Arguments.of(
                        "tomorrow", null, MARCH.plusDays(1), new Rejection.PeriodNotOver(MARCH.plusDays(1), MARCH)),
                Arguments.of("a later day", JANUARY, FEBRUARY, null),
                Arguments.of("the day after", JANUARY, JANUARY.plusDays(1), null),
                Arguments.of("the same day", JANUARY, JANUARY, new Rejection.PeriodClosedAlready(JANUARY)),
                Arguments.of("an earlier day", FEBRUARY, JANUARY, new Rejection.PeriodClosedAlready(FEBRUARY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closings")
    void a_ledger_is_closed_through_a_later_day_that_is_over(
            String name, @Nullable LocalDate before, LocalDate through, @Nullable Rejection expected) {
        var given = fixture.given(
                before == null
                        ? List.of(opened("Europe/Lisbon"))
                        : List.of(opened("Europe/Lisbon"), closed(before, 2)));

        var then = given.when(new ClosePeriod(SHOP, through));

        if (expected == null) {
            then.expectEvents(closed(through, before == null ? 2 : 3));
        } else {
            then.expectNoEvents().expectResultMessagePayload(expected);
        }
    }

    static Stream<Arguments> reopenings() {
        return Stream.of(
                Arguments.of("nothing is closed", null, JANUARY, new Rejection.PeriodNotClosed(null)),
                Arguments.of("nothing is closed, all is asked for", null, null, new Rejection.PeriodNotClosed(null)),
                Arguments.of("as a whole", FEBRUARY, null, null),
                Arguments.of("an earlier day", FEBRUARY, JANUARY, null),
                Arguments.of("the day before", FEBRUARY, FEBRUARY.minusDays(1), null),
                Arguments.of("the same day", FEBRUARY, FEBRUARY, new Rejection.PeriodNotClosed(FEBRUARY)),
                Arguments.of("a later day", JANUARY, FEBRUARY, new Rejection.PeriodNotClosed(JANUARY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reopenings")
    void a_ledger_is_reopened_through_an_earlier_day_or_as_a_whole(
            String name, @Nullable LocalDate before, @Nullable LocalDate through, @Nullable Rejection expected) {
        var given = fixture.given(
                before == null
                        ? List.of(opened("Europe/Lisbon"))
                        : List.of(opened("Europe/Lisbon"), closed(before, 2)));

        var then = given.when(new ReopenPeriod(SHOP, through, LATE_INVOICE));

        if (expected == null) {
            then.expectEvents(reopened(through, 3)).expectState(ledger -> {
                assertThat(ledger.closedThrough()).isEqualTo(through);
                assertThat(ledger.isClosed(FEBRUARY)).isFalse();
                assertThat(ledger.isClosed(JANUARY)).isEqualTo(through != null);
            });
        } else {
            then.expectNoEvents().expectResultMessagePayload(expected);
        }
    }

    @Test
    void what_was_reopened_can_be_closed_again() {
        fixture.given(opened("Europe/Lisbon"), closed(FEBRUARY, 2), reopened(null, 3))
                .when(new ClosePeriod(SHOP, JANUARY))
                .expectEvents(closed(JANUARY, 4));
    }

    /** The same moment is another day elsewhere, and it is the ledger's day that counts. */
    @ParameterizedTest
    @CsvSource({
        "UTC,                 2026-03-31T23:59:59.999999Z, 2026-03-31, false",
        "UTC,                 2026-04-01T00:00:00Z,        2026-03-31, true",
        "Asia/Tokyo,          2026-03-31T14:59:59.999999Z, 2026-03-31, false",
        "Asia/Tokyo,          2026-03-31T15:00:00Z,        2026-03-31, true",
        "America/Los_Angeles, 2026-04-01T06:59:59.999999Z, 2026-03-31, false",
        "America/Los_Angeles, 2026-04-01T07:00:00Z,        2026-03-31, true",
        // The night in which clocks go forward at midnight, and Saturday goes on until the hour that is left out.
        "America/Asuncion,    2024-10-06T03:59:59.999999Z, 2024-10-05, false",
        "America/Asuncion,    2024-10-06T04:00:00Z,        2024-10-05, true",
        // Samoa went from Thursday to Saturday.
        "Pacific/Apia,        2011-12-30T09:59:59.999999Z, 2011-12-29, false",
        "Pacific/Apia,        2011-12-30T10:00:00Z,        2011-12-30, true"
    })
    void a_period_is_over_when_its_last_day_is_over_where_the_ledger_is(
            String zone, Instant moment, LocalDate through, boolean isOver) {
        decidedAt = moment;

        var then = fixture.given(opened(zone)).when(new ClosePeriod(SHOP, through));

        if (isOver) {
            then.expectEvents(closed(through, 2));
        } else {
            then.expectResultMessagePayload(new Rejection.PeriodNotOver(
                    through, moment.atZone(ZoneId.of(zone)).toLocalDate()));
        }
    }

    @Test
    void a_rejection_says_which_day_would_do() {
        List<Rejection> rejections = new ArrayList<>();
        rejections.add(new Rejection.PeriodClosed(JANUARY, FEBRUARY));
        rejections.add(new Rejection.PeriodNotOver(MARCH, MARCH));
        rejections.add(new Rejection.PeriodClosedAlready(FEBRUARY));
        rejections.add(new Rejection.PeriodNotClosed(FEBRUARY));

        assertThat(rejections).allSatisfy(rejection -> {
            assertThat(rejection.detail()).contains("2026-").endsWith(".");
            assertThat(rejection.violations()).hasSize(1).allSatisfy(violation -> {
                assertThat(violation.code()).isEqualTo(rejection.code());
                assertThat(violation.detail()).contains("2026-");
            });
        });
        assertThat(new Rejection.PeriodNotClosed(null).violations()).isEmpty();
        assertThat(new Rejection.PeriodNotClosed(null).detail()).endsWith(".");
    }

    @Test
    void nothing_is_closed_before_1900() {
        LocalDate tooEarly = LocalDate.of(1899, 12, 31);

        assertThatIllegalArgumentException().isThrownBy(() -> new ClosePeriod(SHOP, tooEarly));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReopenPeriod(SHOP, tooEarly, LATE_INVOICE));
    }

    final class Handlers {

        @CommandHandler
        Decision handle(ClosePeriod command) {
            return load(command).invoke(ledger -> ledger.close(command, decidedAt));
        }

        @CommandHandler
        Decision handle(ReopenPeriod command) {
            return load(command).invoke(ledger -> switch (ledger.closingsTakenBackBy(command)) {
                case Result.Refused<List<PostedClosing>>(Rejection rejection) -> rejection;
                case Result.Agreed<List<PostedClosing>>(List<PostedClosing> taken) -> {
                    ledger.reopen(
                            command,
                            taken.stream().map(PostedClosing::transaction).toList());
                    yield Decision.ACCEPTED;
                }
            });
        }

        private org.axonframework.modelling.command.Aggregate<Ledger> load(LedgerCommand command) {
            return fixture.getRepository().load(command.ledger().stream().toString());
        }
    }
}
