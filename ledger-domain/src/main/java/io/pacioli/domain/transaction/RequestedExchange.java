package io.pacioli.domain.transaction;

import io.pacioli.domain.money.RequestedCurrency;

/** An exchange whose currencies nobody has looked up yet. */
public record RequestedExchange(RequestedCurrency from, RequestedCurrency to, ExchangeRate rate) {

    public RequestedExchange {
        if (from.code().equals(to.code())) {
            throw new IllegalArgumentException("an exchange of " + from + " for itself");
        }
    }

    public Exchange exchange() {
        return new Exchange(from.code(), to.code(), rate);
    }
}
