package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as its events leave it. */
final class AccountState {

    final LedgerState ledger;
    final AccountPath path;
    final UUID stream;

    /** Few, so they are looked through and not looked up. */
    private final List<Holding> holdings = new ArrayList<>(1);

    /** Null where no event has opened it. */
    @Nullable
    AccountType type;

    /** The position of the event that opened it. */
    long openedPosition;

    /** The position of the last event that touched it, and how many have. */
    long touchedPosition;

    long version;

    /** Between what it is kept, and in which currencies; none for all of the ledger's. */
    List<Limits> limits = List.of();

    List<Currency> currencies = List.of();

    boolean closed;

    /** The sides on which nothing may be posted or held, or null. */
    @Nullable
    Frozen frozen;

    @Nullable
    AccountName name;

    Metadata metadata = Metadata.NONE;

    /** Whether nobody can tell what its metadata are, because the texts of their last change were erased. */
    boolean metadataErased;

    /** The version that the last event said, and the place in its stream that the last row had; one fault is told once. */
    long saidVersion;

    long lastSequence = -1;

    AccountState(LedgerState ledger, AccountPath path) {
        this.ledger = ledger;
        this.path = path;
        this.stream = path.streamIn(ledger.id).value();
    }

    Holding holding(Currency currency) {
        Holding known = find(currency);
        if (known == null) {
            known = new Holding(this, currency);
            holdings.add(known);
        }
        return known;
    }

    /** The limits in a currency, or null where there are none. */
    @Nullable
    Limits limits(Currency currency) {
        for (Limits each : limits) {
            if (each.currency().equals(currency)) {
                return each;
            }
        }
        return null;
    }

    @Nullable
    Holding find(Currency currency) {
        for (Holding holding : holdings) {
            if (holding.currency.scale() == currency.scale()
                    && holding.currency.code().value().equals(currency.code().value())) {
                return holding;
            }
        }
        return null;
    }

    /** What it holds in each currency that was ever posted to it. */
    List<Holding> posted() {
        return holdings.stream().filter(holding -> holding.position > 0).toList();
    }

    /** Whether it is at zero in every currency, and nothing of it is in reserve. */
    boolean isEmpty() {
        return holdings.stream()
                .allMatch(holding ->
                        holding.pending.isZero() && holding.totals.debits().equals(holding.totals.credits()));
    }

    Restrictions restrictions() {
        return Restrictions.of(closed, frozen, currencies, limits);
    }

    void take(AccountChanged event) {
        switch (event) {
            case AccountLimitsChanged changed -> limits = changed.limits();
            case AccountFrozen changed -> frozen = changed.direction();
            case AccountUnfrozen _ -> frozen = null;
            case AccountClosed _ -> closed = true;
            case AccountReopened _ -> closed = false;
            case AccountRenamed changed -> name = changed.name();
            case AccountMetadataChanged changed -> metadata = changed.metadata();
        }
    }

    String where() {
        return ledger.id + " " + path;
    }
}
