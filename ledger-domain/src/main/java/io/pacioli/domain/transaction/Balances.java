package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every account that a transaction touches holds after it, per currency that it touches. */
public record Balances(Map<AccountPath, List<BalanceAfter>> byAccount) {

    public Balances {
        byAccount = Collections.unmodifiableMap(byAccount);
    }

    public static Balances of(Iterable<BalanceAfter> balances) {
        Map<AccountPath, List<BalanceAfter>> byAccount = new LinkedHashMap<>();
        for (BalanceAfter balance : balances) {
            byAccount
                    .computeIfAbsent(balance.account(), account -> new ArrayList<>(1))
                    .add(balance);
        }
        return new Balances(byAccount);
    }

    public List<BalanceAfter> of(AccountPath account) {
        return byAccount.getOrDefault(account, List.of());
    }

    public List<BalanceAfter> all() {
        List<BalanceAfter> all = new ArrayList<>();
        byAccount.values().forEach(all::addAll);
        return all;
    }
}
