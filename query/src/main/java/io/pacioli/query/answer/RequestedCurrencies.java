package io.pacioli.query.answer;

import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds which currency of a ledger a query means. */
@Component
public class RequestedCurrencies {

    private final Ledgers ledgers;

    RequestedCurrencies(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** Who takes a currency to have other decimal places than it has in the ledger would misread the answer. */
    public @Nullable CurrencyCode code(ReadSnapshot snapshot, LedgerId ledger, @Nullable RequestedCurrency currency) {
        if (currency == null) {
            return null;
        }
        if (currency.scale() != null) {
            ledgers.find(snapshot, ledger).stream()
                    .flatMap(row -> row.currencies().stream())
                    .filter(known -> known.code().equals(currency.code()) && !currency.fits(known))
                    .forEach(known -> {
                        throw scaleDiffers(known);
                    });
        }
        return currency.code();
    }

    private static RequestRefused scaleDiffers(Currency known) {
        Rejection rejection = new Rejection.CurrencyScaleDiffers(Map.of("currency", known));
        return new RequestRefused(rejection.code(), rejection.detail(), rejection.violations());
    }
}
