package io.pacioli.command.ledger;

import static io.pacioli.command.Commands.JPY;
import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.openLedger;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.money.Currency;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCoordinatorsTest {

    private static final OpenLedger OPEN = openLedger(ChartPolicy.STRICT);
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final Reason AUDIT = new Reason("Audit");
    private static final Currency BTC = Currency.of("BTC", 8);

    private final Books books = new Books();

    @Test
    void a_ledger_is_opened() {
        assertThat(books.when(OPEN)).isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts())
                .containsExactly(
                        new LedgerOpened(SHOP, OPEN.name(), OPEN.timeZone(), ChartPolicy.STRICT, List.of(USD, JPY)));
    }

    @Test
    void a_ledger_is_opened_once() {
        books.given(OPEN);

        assertThat(books.when(openLedger(ChartPolicy.OPEN))).isEqualTo(new Rejection.LedgerExists(SHOP));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void a_currency_is_registered() {
        books.given(OPEN);

        assertThat(books.when(new RegisterCurrency(SHOP, BTC))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts()).containsExactly(new CurrencyRegistered(SHOP, BTC, 2L));
    }

    @Test
    void a_currency_is_registered_once() {
        books.given(OPEN, new RegisterCurrency(SHOP, BTC));

        assertThat(books.when(new RegisterCurrency(SHOP, Currency.of("BTC", 4))))
                .isEqualTo(new Rejection.CurrencyExists(SHOP, BTC.code()));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void a_period_is_closed_and_reopened() {
        books.given(OPEN);

        assertThat(books.when(new ClosePeriod(SHOP, JANUARY))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(new ReopenPeriod(SHOP, null, AUDIT))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts())
                .containsExactly(new PeriodClosed(SHOP, JANUARY, 2), new PeriodReopened(SHOP, null, AUDIT, 3));
    }

    @Test
    void periods_are_those_of_a_ledger_that_is_there() {
        assertThat(books.when(new ClosePeriod(SHOP, JANUARY))).isEqualTo(new Rejection.LedgerNotFound(SHOP));
        assertThat(books.when(new ReopenPeriod(SHOP, null, AUDIT))).isEqualTo(new Rejection.LedgerNotFound(SHOP));
    }

    @Test
    void a_currency_is_registered_with_a_ledger_that_is_there() {
        assertThat(books.when(new RegisterCurrency(SHOP, BTC))).isEqualTo(new Rejection.LedgerNotFound(SHOP));
    }
}
