package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Condition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** Asks accounts, as they stand before a transaction, whether its conditions hold. */
final class ConditionsOnAccounts {

    private final Aggregates<Account> accounts;

    ConditionsOnAccounts(Aggregates<Account> accounts) {
        this.accounts = accounts;
    }

    /** That some of the conditions do not hold, each with what was found instead; or null where all of them do. */
    @Nullable
    Rejection failing(List<Condition> conditions, LedgerId ledgerId, Ledger ledger) {
        if (conditions.isEmpty()) {
            return null;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            judge(conditions.get(i), "/conditions/" + i, ledgerId, ledger, found);
        }
        return found.isEmpty() ? null : new Rejection.ConditionFailed(found);
    }

    private void judge(
            Condition condition, String pointer, LedgerId ledgerId, Ledger ledger, Map<String, String> found) {
        AccountPath path = condition.account();
        Aggregate<Account> account = accounts.find(path.streamIn(ledgerId)).orElse(null);
        if (condition.expectedVersion() != null) {
            long version = account == null ? 0 : account.invoke(Account::version);
            if (version != condition.expectedVersion()) {
                found.put(pointer + "/expectedVersion", "the version of %s is %d".formatted(path, version));
            }
        }
        if (condition.currency() != null) {
            Currency currency = ledger.currency(condition.currency().code()).orElseThrow();
            BigInteger balance = amount(account, root -> root.balance(currency));
            judge(condition.balance(), balance, currency, pointer + "/balance", "the balance of " + path, found);
            BigInteger available = amount(account, root -> root.available(currency));
            judge(
                    condition.available(),
                    available,
                    currency,
                    pointer + "/available",
                    "what is available of " + path,
                    found);
        }
    }

    private static BigInteger amount(@Nullable Aggregate<Account> account, Function<Account, BigInteger> sum) {
        return account == null ? BigInteger.ZERO : account.invoke(sum);
    }

    private static void judge(
            Condition.@Nullable Bounds bounds,
            BigInteger minorUnits,
            Currency currency,
            String pointer,
            String what,
            Map<String, String> found) {
        if (bounds == null) {
            return;
        }
        BigDecimal amount = new BigDecimal(minorUnits, currency.scale());
        String actual = "%s is %s %s".formatted(what, Money.toDecimal(minorUnits, currency), currency);
        if (bounds.atLeast() != null && amount.compareTo(bounds.atLeast()) < 0) {
            found.put(pointer + "/atLeast", actual);
        }
        if (bounds.atMost() != null && amount.compareTo(bounds.atMost()) > 0) {
            found.put(pointer + "/atMost", actual);
        }
        if (bounds.equal() != null && amount.compareTo(bounds.equal()) != 0) {
            found.put(pointer + "/equal", actual);
        }
    }
}
