package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigDecimal;

/** Postings in as few words as a bookkeeper would need. */
public final class Lines {

    public static final Currency USD = Currency.of("USD", 2);
    public static final Currency EUR = Currency.of("EUR", 2);

    private Lines() {}

    public static Posting debit(String account, String amount, Currency currency) {
        return line(account, Direction.DEBIT, amount, currency);
    }

    public static Posting credit(String account, String amount, Currency currency) {
        return line(account, Direction.CREDIT, amount, currency);
    }

    private static Posting line(String account, Direction direction, String amount, Currency currency) {
        return new Posting(new AccountPath(account), direction, Money.of(new BigDecimal(amount), currency));
    }
}
