package io.pacioli.query.statement;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.answer.RequestedCurrencies;
import io.pacioli.query.report.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a page of a general ledger. */
@Component
class GeneralLedgerReader {

    private final Reads reads;
    private final KnownLedgers ledgers;
    private final RequestedCurrencies currencies;
    private final LedgerPages pages;

    GeneralLedgerReader(Reads reads, KnownLedgers ledgers, RequestedCurrencies currencies, LedgerPages pages) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.currencies = currencies;
        this.pages = pages;
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
            long known = Math.min(knownAt, snapshot.position());
            LedgerPages.Question question = new LedgerPages.Question(
                    id, ledger.ledgerId(), period, currencies.code(snapshot, id, currency), known);
            return new GeneralLedger(
                    Lateness.after(period.to(), ZoneId.of(ledger.timeZone())),
                    pages.page(snapshot, question, beyond, limit),
                    known,
                    snapshot.position());
        });
    }
}
