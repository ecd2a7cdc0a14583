package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger as its events leave it. */
final class LedgerState {

    final LedgerId id;
    final UUID stream;
    final Map<CurrencyCode, Currency> currencies = new LinkedHashMap<>();
    /** At which position each currency came to the ledger first. */
    final Map<CurrencyCode, Long> currencyPositions = new HashMap<>();

    private final Map<String, AccountState> accounts = new HashMap<>();

    /** The event that opened it, or null where none did. */
    @Nullable
    LedgerOpened opened;

    /** The position of that event. */
    long openedPosition;

    @Nullable
    Instant openedAt;

    /** The position of the last event that changed the ledger itself. */
    long changedPosition;

    /** The last day that is closed, or null. */
    @Nullable
    LocalDate closedThrough;

    /** The positions of the events that closed and reopened periods. */
    final List<Long> periodPositions = new ArrayList<>(0);

    /** Where the closing entries were recorded, by the positions of the closings. */
    final Map<Long, Long> entriesPositions = new HashMap<>();

    /** How many events are in the ledger's own stream. */
    long version;

    LedgerState(LedgerId id) {
        this.id = id;
        this.stream = id.stream().value();
    }

    AccountState account(AccountPath path) {
        AccountState known = accounts.get(path.value());
        if (known == null) {
            known = new AccountState(this, path);
            accounts.put(path.value(), known);
        }
        return known;
    }

    Collection<AccountState> accounts() {
        return accounts.values();
    }
}
