package io.pacioli.query.statement;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.balance.TrialBalanceRow;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.answer.RequestedCurrencies;
import io.pacioli.query.report.LedgerBalances;
import io.pacioli.query.report.Period;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a page of a general ledger. */
@Component
class GeneralLedgerReader {

    private final Reads reads;
    private final KnownLedgers ledgers;
    private final RequestedCurrencies currencies;
    private final LedgerPages pages;
    private final LedgerBalances balances;

    GeneralLedgerReader(
            Reads reads,
            KnownLedgers ledgers,
            RequestedCurrencies currencies,
            LedgerPages pages,
            LedgerBalances balances) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.currencies = currencies;
        this.pages = pages;
        this.balances = balances;
    }

    /**
     * @param currency null for all
     * @param knownAt the last position that counts
     * @param beyond where the page before has ended; null for the first
     */
    GeneralLedger read(
            LedgerId id,
            Period period,
            @Nullable RequestedCurrency currency,
            long knownAt,
            @Nullable LedgerPlace beyond,
            int limit) {
        return reads.read(snapshot -> {
            LedgerRow ledger = ledgers.find(snapshot, id, knownAt);
            LedgerPages.Question question = new LedgerPages.Question(
                    id, ledger.ledgerId(), period, currencies.code(snapshot, id, currency), knownAt);
            return new GeneralLedger(
                    Lateness.after(period.to(), ZoneId.of(ledger.timeZone())),
                    pages.page(snapshot, question, beyond, limit),
                    beyond == null ? totals(snapshot, question) : null,
                    snapshot.position());
        });
    }

    private SortedMap<Currency, BigInteger> totals(ReadSnapshot snapshot, LedgerPages.Question question) {
        Period period = question.period();
        List<List<TrialBalanceRow>> byDay = balances.of(
                snapshot,
                question.ledgerId(),
                question.currency(),
                Arrays.asList(period.dayBefore(), period.to()),
                question.knownAt());
        return LedgerTotals.of(period.from() == null ? List.of() : byDay.getFirst(), byDay.getLast());
    }
}
