package io.pacioli.query.statement;

import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.answer.RequestedCurrencies;
import io.pacioli.query.report.Period;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a page of an account's statement, with the totals of the whole. */
@Component
class StatementReader {

    private final Reads reads;
    private final Ledgers ledgers;
    private final Accounts accounts;
    private final RequestedCurrencies currencies;
    private final Movements movements;
    private final Lines lines;

    StatementReader(
            Reads reads,
            Ledgers ledgers,
            Accounts accounts,
            RequestedCurrencies currencies,
            Movements movements,
            Lines lines) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.currencies = currencies;
        this.movements = movements;
        this.lines = lines;
    }

    /**
     * @param currency null for all
     * @param beyond where the page before has ended; null for the first
     */
    AccountStatement read(
            AccountKey key,
            Period period,
            @Nullable RequestedCurrency currency,
            @Nullable LinePlace beyond,
            int limit) {
        return reads.read(snapshot -> {
            LedgerRow ledger = ledgers.find(snapshot, key.ledger()).orElseThrow(() -> Missing.ledger(key.ledger()));
            AccountRow account = accounts.id(snapshot, ledger.ledgerId(), key)
                    .flatMap(id -> accounts.find(snapshot, id))
                    .orElseThrow(() -> Missing.account(key.path()));
            List<Movement> all = movements.of(
                    snapshot, ledger.ledgerId(), account, period, currencies.code(snapshot, key.ledger(), currency));
            List<Movement> ahead = all.stream()
                    .filter(movement -> movement.hasEntries() && isAhead(movement, beyond))
                    .toList();
            return new AccountStatement(
                    account,
                    new Lateness(period.to(), ZoneId.of(ledger.timeZone())),
                    all,
                    lines.page(snapshot, ahead, period, beyond, snapshot.position(), limit),
                    snapshot.position());
        });
    }

    private static boolean isAhead(Movement movement, @Nullable LinePlace beyond) {
        return beyond == null || movement.currency().code().compareTo(beyond.currency()) >= 0;
    }
}
