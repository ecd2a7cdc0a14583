package io.pacioli.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {

    private static final LedgerId HOUSEHOLD = LedgerId.of("household");
    private static final Currency USD = Currency.of("USD", 2);
    private static final Currency BTC = Currency.of("BTC", 8);
    private static final LedgerOpened OPENED = new LedgerOpened(
            HOUSEHOLD, new LedgerName("Our household"), ZoneId.of("Europe/Lisbon"), ChartPolicy.STRICT, List.of(USD));

    private AggregateTestFixture<Ledger> fixture;

    @BeforeEach
    void registerHandlers() {
        fixture = new AggregateTestFixture<>(Ledger.class);
        fixture.registerAnnotatedCommandHandler(new Handlers());
    }

    @Test
    void a_ledger_is_opened_as_it_was_asked_for() {
        fixture.givenNoPriorActivity()
                .when(new OpenLedger(
                        HOUSEHOLD,
                        new LedgerName("Our household"),
                        ZoneId.of("Europe/Lisbon"),
                        ChartPolicy.STRICT,
                        List.of(USD)))
                .expectEvents(OPENED)
                .expectState(ledger -> {
                    assertThat(ledger.stream()).isEqualTo(HOUSEHOLD.stream());
                    assertThat(ledger.timeZone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
                    assertThat(ledger.currency(USD.code())).hasValue(USD);
                    assertThat(ledger.currency(BTC.code())).isEmpty();
                });
    }

    @Test
    void one_more_currency_is_registered() {
        fixture.given(OPENED)
                .when(new RegisterCurrency(HOUSEHOLD, BTC))
                .expectEvents(new CurrencyRegistered(HOUSEHOLD, BTC, 2L))
                .expectResultMessagePayload(Decision.ACCEPTED)
                .expectState(ledger -> assertThat(ledger.currency(BTC.code())).hasValue(BTC));
    }

    @Test
    void a_currency_that_the_ledger_was_opened_with_is_not_registered_again() {
        fixture.given(OPENED)
                .when(new RegisterCurrency(HOUSEHOLD, USD))
                .expectNoEvents()
                .expectResultMessagePayload(new Rejection.CurrencyExists(HOUSEHOLD, USD.code()));
    }

    @Test
    void a_currency_keeps_its_scale_for_ever() {
        fixture.given(OPENED, new CurrencyRegistered(HOUSEHOLD, BTC))
                .when(new RegisterCurrency(HOUSEHOLD, Currency.of("BTC", 4)))
                .expectNoEvents()
                .expectResultMessagePayload(new Rejection.CurrencyExists(HOUSEHOLD, new CurrencyCode("BTC")));
    }

    @Test
    void a_ledger_has_at_most_1000_currencies() {
        LedgerOpened full = new LedgerOpened(
                HOUSEHOLD,
                OPENED.name(),
                OPENED.timeZone(),
                OPENED.chart(),
                IntStream.range(0, OpenLedger.CURRENCIES_MAX)
                        .mapToObj(i -> Currency.of("T" + i, 0))
                        .toList());

        fixture.given(full)
                .when(new RegisterCurrency(HOUSEHOLD, BTC))
                .expectNoEvents()
                .expectResultMessagePayload(new Rejection.CurrencyLimitReached(HOUSEHOLD));
    }

    @Test
    void a_full_ledger_still_says_that_it_has_a_currency() {
        LedgerOpened full = new LedgerOpened(
                HOUSEHOLD,
                OPENED.name(),
                OPENED.timeZone(),
                OPENED.chart(),
                IntStream.range(0, OpenLedger.CURRENCIES_MAX)
                        .mapToObj(i -> Currency.of("T" + i, 0))
                        .toList());

        fixture.given(full)
                .when(new RegisterCurrency(HOUSEHOLD, Currency.of("T7", 0)))
                .expectNoEvents()
                .expectResultMessagePayload(new Rejection.CurrencyExists(HOUSEHOLD, new CurrencyCode("T7")));
    }

    @ParameterizedTest
    @EnumSource
    void only_an_open_chart_opens_accounts_on_first_use(ChartPolicy chart) {
        fixture.given(new LedgerOpened(HOUSEHOLD, OPENED.name(), OPENED.timeZone(), chart, List.of()))
                .when(new RegisterCurrency(HOUSEHOLD, USD))
                .expectState(
                        ledger -> assertThat(ledger.opensAccountsOnFirstUse()).isEqualTo(chart == ChartPolicy.OPEN));
    }

    final class Handlers {

        @CommandHandler
        void handle(OpenLedger command) throws Exception {
            fixture.getRepository().newInstance(() -> {
                Ledger ledger = new Ledger();
                ledger.open(command);
                return ledger;
            });
        }

        @CommandHandler
        Decision handle(RegisterCurrency command) {
            return fixture.getRepository()
                    .load(command.ledger().stream().toString())
                    .invoke(ledger -> ledger.register(command));
        }
    }
}
