package io.pacioli.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.balance.TrialBalanceRow;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A balance sheet that does not balance is never shown. */
class BalanceSheetTest {

    private static final Currency EUR = new Currency(new CurrencyCode("EUR"), 2);

    @Test
    void what_is_not_carried_to_equity_yet_is_the_result() {
        BalanceSheet sheet = BalanceSheet.of(
                NetAmounts.of(List.of(
                        row("assets:bank", AccountType.ASSET, 1_000, 250),
                        row("liabilities:loan", AccountType.LIABILITY, 0, 400),
                        row("equity:capital", AccountType.EQUITY, 0, 300),
                        row("income:sales", AccountType.INCOME, 0, 300),
                        row("expenses:rent", AccountType.EXPENSE, 250, 0))),
                1);

        assertThat(sheet.totals())
                .containsEntry(EUR, new BalanceSheet.Totals(units(750), units(400), units(300), units(50)));
    }

    @Test
    void what_is_off_by_one_unit_is_refused() {
        NetAmounts wrong = NetAmounts.of(List.of(
                row("assets:bank", AccountType.ASSET, 1_000, 0), row("equity:capital", AccountType.EQUITY, 0, 999)));

        assertThatThrownBy(() -> BalanceSheet.of(wrong, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not balance");
    }

    private static TrialBalanceRow row(String path, AccountType type, long debits, long credits) {
        return new TrialBalanceRow(new AccountPath(path), type, EUR, new Totals(units(debits), units(credits)));
    }

    private static BigInteger units(long units) {
        return BigInteger.valueOf(units);
    }
}
