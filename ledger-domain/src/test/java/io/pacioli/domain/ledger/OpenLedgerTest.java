package io.pacioli.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.money.Currency;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLedgerTest {

    @Test
    void a_ledger_is_opened_with_up_to_1000_currencies() {
        assertThat(open(currencies(1_000)).currencies()).hasSize(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> open(currencies(1_001)));
    }

    @Test
    void a_currency_is_named_once_whatever_its_scale() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(List.of(Currency.of("USD", 2), Currency.of("USD", 3))));
    }

    @Test
    void it_reads_its_own_stream_alone() {
        assertThat(open(List.of()).streams()).containsExactly(LedgerId.of("household").stream());
    }

    private static OpenLedger open(List<Currency> currencies) {
        return new OpenLedger(
                LedgerId.of("household"), new LedgerName("x"), ZoneId.of("UTC"), ChartPolicy.STRICT, currencies);
    }

    private static List<Currency> currencies(int count) {
        return IntStream.range(0, count).mapToObj(i -> Currency.of("T" + i, 0)).toList();
    }
}
