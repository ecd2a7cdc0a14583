package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.List;

/**
 * The last two lines of an exchange are those on the account of its two currencies, one in each of them and on opposite sides, and
 * the amounts are at its rate.
 */
final class ExchangesKeepRates implements Invariant {

    private final Findings findings;

    ExchangesKeepRates(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        if (event.event() instanceof TransactionPosted posted && posted.exchange() != null) {
            List<Posting> lines = posted.postings().lines();
            check(event, posted.exchange(), lines.get(lines.size() - 2), lines.getLast());
        }
    }

    private void check(SeenEvent event, Exchange exchange, Posting given, Posting taken) {
        boolean balances = given.account().equals(exchange.account())
                && taken.account().equals(exchange.account())
                && given.money().currency().code().equals(exchange.from())
                && taken.money().currency().code().equals(exchange.to())
                && (given.direction() == Direction.DEBIT) == (taken.direction() == Direction.CREDIT);
        if (!balances) {
            findings.add(
                    this,
                    event.where(),
                    "%s for %s on %s".formatted(exchange.from(), exchange.to(), exchange.account()),
                    "%s, %s".formatted(given, taken));
        } else if (!exchange.isAtRate(given.money(), taken.money())) {
            findings.add(this, event.where(), "%s at %s".formatted(given.money(), exchange.rate()), taken.money());
        }
    }
}
