package io.pacioli.command.account;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.MetadataField;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.form.TextNotation;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An account as a request gives it, on its own or as an item of a batch. */
public final class AccountForm {

    static final Notation<AccountName> NAME = new TextNotation<>(1, AccountName.LENGTH_MAX, AccountName::new);
    private static final Notation<AccountType> TYPE = Notations.wordOf(AccountType.WORDS);

    private static final Form.Bounds CURRENCIES = new Form.Bounds(
            1, ProblemCode.CURRENCIES_EMPTY, OpenLedger.CURRENCIES_MAX, ProblemCode.CURRENCIES_TOO_MANY);

    private AccountForm() {}

    /**
     * The account that the item opens, or null where something is wrong with it, which is noted. An item says of what type it is
     * itself, so that the type of the account is called {@code accountType} in it.
     */
    public static @Nullable OpenAccount readItem(Form item, LedgerId ledger) {
        return read(item, ledger, "accountType");
    }

    static @Nullable OpenAccount read(Form form, LedgerId ledger) {
        return read(form, ledger, "type");
    }

    private static @Nullable OpenAccount read(Form form, LedgerId ledger, String typeField) {
        AccountPath path = form.required("path", Notations.ACCOUNT_PATH);
        AccountType type = form.required(typeField, TYPE);
        AccountName name = form.optional("name", NAME);
        Metadata metadata = MetadataField.in(form);
        List<RequestedCurrency> currencies = form.optionalStrings("currencies", CURRENCIES, Notations.CURRENCY);
        List<RequestedLimits> limits = LimitsForm.in(form);
        form.end();
        return path == null || type == null || !form.isSound() || !isEachOnce(currencies, form)
                ? null
                : new OpenAccount(ledger, path, type, name, metadata, currencies, limits);
    }

    private static boolean isEachOnce(List<RequestedCurrency> currencies, Form form) {
        Set<CurrencyCode> seen = new HashSet<>();
        for (int i = 0; i < currencies.size(); i++) {
            CurrencyCode code = currencies.get(i).code();
            if (!seen.add(code)) {
                form.refuse("currencies", i, ProblemCode.CURRENCY_DUPLICATE, "names %s once more".formatted(code));
            }
        }
        return form.isSound();
    }
}
