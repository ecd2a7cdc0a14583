package io.pacioli.query.statement;

import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.query.answer.KnownAccounts;
import io.pacioli.query.answer.KnownLedgers;
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
    private final KnownLedgers ledgers;
    private final KnownAccounts accounts;
    private final RequestedCurrencies currencies;
    private final Movements movements;
    private final Lines lines;

    StatementReader(
            Reads reads,
            KnownLedgers ledgers,
            KnownAccounts accounts,
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
     * @param knownAt the last position that counts
     * @param statedAt after which position entries came late; null where those did that came after the end of the period
     * @param beyond where the page before has ended; null for the first
     */
    AccountStatement read(
            AccountKey key,
            Period period,
            @Nullable RequestedCurrency currency,
            long knownAt,
            @Nullable Long statedAt,
            @Nullable LinePlace beyond,
            int limit) {
        return reads.read(snapshot -> {
            LedgerRow ledger = ledgers.find(snapshot, key.ledger(), knownAt);
            AccountRow account = accounts.find(snapshot, ledger.ledgerId(), key, knownAt);
            List<Movement> all = movements.of(
                    snapshot, List.of(account), period, currencies.code(snapshot, key.ledger(), currency), knownAt);
            List<Movement> ahead = all.stream()
                    .filter(movement -> movement.hasEntries() && isAhead(movement, beyond))
                    .toList();
            boolean within = beyond != null
                    && !ahead.isEmpty()
                    && ahead.getFirst().currency().code().equals(beyond.currency());
            return new AccountStatement(
                    account,
                    statedAt == null
                            ? Lateness.after(period.to(), ZoneId.of(ledger.timeZone()))
                            : Lateness.since(statedAt),
                    all,
                    lines.page(snapshot, ahead, period, within ? beyond : null, knownAt, limit),
                    snapshot.position());
        });
    }

    private static boolean isAhead(Movement movement, @Nullable LinePlace beyond) {
        return beyond == null || movement.currency().code().compareTo(beyond.currency()) >= 0;
    }
}
