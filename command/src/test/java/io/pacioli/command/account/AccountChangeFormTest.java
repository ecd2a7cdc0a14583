package io.pacioli.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Reading;
import io.pacioli.domain.account.AccountCommand;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.ChangeAccountMetadata;
import io.pacioli.domain.account.CloseAccount;
import io.pacioli.domain.account.FreezeAccount;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RenameAccount;
import io.pacioli.domain.account.ReopenAccount;
import io.pacioli.domain.account.UnfreezeAccount;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.money.RequestedCurrency;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountChangeFormTest {

    private static final LedgerId SHOP = LedgerId.of("shop");
    private static final AccountPath TILL = new AccountPath("assets:till");

    private static @Nullable AccountCommand read(String what, Form form) {
        return switch (what) {
            case "freeze" -> AccountChangeForm.freeze(form, SHOP, TILL, null);
            case "unfreeze" -> AccountChangeForm.unfreeze(form, SHOP, TILL, null);
            case "close" -> AccountChangeForm.close(form, SHOP, TILL, null);
            case "reopen" -> AccountChangeForm.reopen(form, SHOP, TILL, null);
            case "rename" -> AccountChangeForm.rename(form, SHOP, TILL, null);
            case "open" -> AccountForm.read(form, SHOP);
            default -> AccountChangeForm.metadata(form, SHOP, TILL, null);
        };
    }

    private static AccountCommand of(String what, String body) {
        return Reading.of(body, form -> read(what, form));
    }

    @Test
    void changes_are_read() {
        assertThat(of("freeze", "{\"direction\":\"both\"}"))
                .isEqualTo(new FreezeAccount(SHOP, TILL, Frozen.BOTH, null));
        assertThat(of("unfreeze", "{}")).isEqualTo(new UnfreezeAccount(SHOP, TILL, null));
        assertThat(of("close", "{}")).isEqualTo(new CloseAccount(SHOP, TILL, null));
        assertThat(of("reopen", "{}")).isEqualTo(new ReopenAccount(SHOP, TILL, null));
        assertThat(of("rename", "{\"name\":\"Süd\"}"))
                .isEqualTo(new RenameAccount(SHOP, TILL, new AccountName("Süd"), null));
        assertThat(of("rename", "{\"name\":null}")).isEqualTo(new RenameAccount(SHOP, TILL, null, null));
        assertThat(of("metadata", "{\"merge\":{\"a\":\"1\"}}"))
                .isEqualTo(new ChangeAccountMetadata(
                        SHOP, TILL, new MetadataChange(Metadata.of(Map.of("a", "1")), new TreeSet<>()), null));
    }

    @Test
    void an_account_may_be_opened_for_some_currencies() {
        assertThat(((OpenAccount) of("open", """
                {"path":"assets:till","type":"asset","currencies":["USD/2","JPY"]}""")).currencies())
                .containsExactly(RequestedCurrency.parse("USD/2"), RequestedCurrency.parse("JPY"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '~', textBlock = """
            freeze   ~ {}                                ~ /direction FIELD_MISSING
            freeze   ~ {"direction":"DEBIT"}             ~ /direction VALUE_UNKNOWN
            freeze   ~ {"direction":1}                   ~ /direction FIELD_TYPE_WRONG
            freeze   ~ {"direction":"debit","reason":""} ~ /reason FIELD_UNKNOWN
            unfreeze ~ {"direction":"debit"}             ~ /direction FIELD_UNKNOWN
            close    ~ {"reason":"x"}                    ~ /reason FIELD_UNKNOWN
            reopen   ~ {"reason":"x"}                    ~ /reason FIELD_UNKNOWN
            rename   ~ {}                                ~ /name FIELD_MISSING
            rename   ~ {"name":""}                       ~ /name TEXT_EMPTY
            rename   ~ {"name":7}                        ~ /name FIELD_TYPE_WRONG
            metadata ~ {}                                ~ /merge FIELD_MISSING
            open     ~ {"path":"a","type":"asset","currencies":[]}              ~ /currencies CURRENCIES_EMPTY
            open     ~ {"path":"a","type":"asset","currencies":"USD"}           ~ /currencies FIELD_TYPE_WRONG
            open     ~ {"path":"a","type":"asset","currencies":["usd"]}         ~ /currencies/0 CURRENCY_CODE_MALFORMED
            open     ~ {"path":"a","type":"asset","currencies":["USD","USD/2"]} ~ /currencies/1 CURRENCY_DUPLICATE
            """)
    void a_change_that_is_wrong_is_named_with_its_reason(String what, String body, String violation) {
        assertThat(Reading.violations(body, form -> read(what, form))).containsExactly(violation);
    }
}
