package io.pacioli.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.balance.TrialBalanceRow;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialBalanceTest {

    private static final Currency EUR = Currency.of("EUR", 2);

    @Test
    void a_balance_stands_in_the_column_of_the_side_that_outweighs_the_other() {
        TrialBalance balance = TrialBalance.of(List.of(
                row("assets:till", AccountType.ASSET, 700, 200),
                row("income:sales", AccountType.INCOME, 0, 700),
                row("assets:bank", AccountType.ASSET, 0, 300),
                row("expenses:rent", AccountType.EXPENSE, 500, 0)));

        assertThat(balance.lines())
                .extracting(line -> line.row().account() + " " + line.debit() + " " + line.credit())
                .containsExactly("assets:till 500 0", "income:sales 0 700", "assets:bank 0 300", "expenses:rent 500 0");
        assertThat(balance.totals()).isEqualTo(Map.of(EUR, BigInteger.valueOf(1_000)));
    }

    @Test
    void columns_that_differ_are_never_shown() {
        List<TrialBalanceRow> rows = List.of(row("assets:till", AccountType.ASSET, 700, 200));

        assertThatThrownBy(() -> TrialBalance.of(rows)).isInstanceOf(IllegalStateException.class);
    }

    private static TrialBalanceRow row(String account, AccountType type, long debits, long credits) {
        return new TrialBalanceRow(
                new AccountPath(account),
                type,
                EUR,
                new Totals(BigInteger.valueOf(debits), BigInteger.valueOf(credits)));
    }
}
