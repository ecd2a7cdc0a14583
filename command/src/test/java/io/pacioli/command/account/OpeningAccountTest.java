package io.pacioli.command.account;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Metadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpeningAccountTest {

    private final Books books = new Books();

    @ParameterizedTest
    @EnumSource
    void an_account_of_any_type_is_opened_at_any_path(AccountType type) {
        OpenAccount command = new OpenAccount(
                SHOP, new AccountPath("assets:till"), type, new AccountName("Till"), Metadata.of(Map.of("a", "b")));

        assertThat(books.given(openLedger(ChartPolicy.STRICT)).when(command)).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts())
                .containsExactly(new AccountOpened(SHOP, command.account(), type, command.name(), command.metadata()));
    }

    @Test
    void an_account_is_opened_once_whatever_its_type() {
        books.given(openLedger(ChartPolicy.STRICT), openAccount("till", AccountType.ASSET));

        assertThat(books.when(openAccount("till", AccountType.INCOME)))
                .isEqualTo(new Rejection.AccountExists(new AccountPath("till")));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void upper_and_lower_case_are_two_accounts() {
        books.given(openLedger(ChartPolicy.STRICT), openAccount("till", AccountType.ASSET));

        assertThat(books.when(openAccount("Till", AccountType.ASSET))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void an_account_is_opened_in_a_ledger_that_is_there() {
        assertThat(books.when(openAccount("till", AccountType.ASSET))).isEqualTo(new Rejection.LedgerNotFound(SHOP));
    }
}
