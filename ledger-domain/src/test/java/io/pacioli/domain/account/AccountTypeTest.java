package io.pacioli.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.transaction.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTypeTest {

    @ParameterizedTest
    @CsvSource({"ASSET, DEBIT", "EXPENSE, DEBIT", "LIABILITY, CREDIT", "EQUITY, CREDIT", "INCOME, CREDIT"})
    void each_type_grows_on_its_normal_side(AccountType type, Direction side) {
        assertThat(type.normalSide()).isEqualTo(side);
    }

    @ParameterizedTest
    @CsvSource({
        "asset, ASSET",
        "Assets, ASSET",
        "ASSETS, ASSET",
        "liability, LIABILITY",
        "Liabilities, LIABILITY",
        "equity, EQUITY",
        "income, INCOME",
        "revenue, INCOME",
        "Revenues, INCOME",
        "expense, EXPENSE",
        "expenses, EXPENSE"
    })
    void a_first_segment_names_a_type(String segment, AccountType type) {
        assertThat(AccountType.named(segment)).hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cash", "1000", "assetss", "incomes"})
    void any_other_segment_names_none(String segment) {
        assertThat(AccountType.named(segment)).isEmpty();
    }
}
