package io.pacioli.query.report;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.balance.TrialBalanceRow;
import io.pacioli.projections.balance.TrialBalances;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.answer.RequestedCurrencies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what every account of a ledger held at the end of one or several days, all in the same state of the books. */
@Component
public class LedgerBalances {

    /** How many lines a report may rest on for each day; its columns only agree as a whole, so it does not come in pages. */
    static final int LINES_MAX = 100_000;

    /**
     * The balances at the end of each of the days, in their order.
     *
     * @param position up to where the books were read
     */
    public record Found(long position, List<List<TrialBalanceRow>> byDay) {}

    private final Reads reads;
    private final KnownLedgers ledgers;
    private final RequestedCurrencies currencies;
    private final TrialBalances trialBalances;

    LedgerBalances(Reads reads, KnownLedgers ledgers, RequestedCurrencies currencies, TrialBalances trialBalances) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.currencies = currencies;
        this.trialBalances = trialBalances;
    }

    /**
     * @param currency null for all
     * @param days by effective date; null for everything that was ever posted
     * @param knownAt the last position that counts
     */
    public Found of(
            LedgerId ledger, @Nullable RequestedCurrency currency, List<@Nullable LocalDate> days, long knownAt) {
        return reads.read(snapshot -> {
            long id = ledgers.id(snapshot, ledger, knownAt);
            CurrencyCode code = currencies.code(snapshot, ledger, currency);
            return new Found(snapshot.position(), of(snapshot, id, code, days, knownAt));
        });
    }

    /** The same beside something else that is read of these books. */
    public List<List<TrialBalanceRow>> of(
            ReadSnapshot snapshot,
            long ledgerId,
            @Nullable CurrencyCode currency,
            List<@Nullable LocalDate> days,
            long knownAt) {
        List<List<TrialBalanceRow>> byDay = new ArrayList<>(days.size());
        for (LocalDate day : days) {
            byDay.add(rows(snapshot, ledgerId, new Clocks(day, knownAt), currency));
        }
        return byDay;
    }

    private List<TrialBalanceRow> rows(
            ReadSnapshot snapshot, long ledgerId, Clocks clocks, @Nullable CurrencyCode currency) {
        List<TrialBalanceRow> rows = trialBalances.of(snapshot, ledgerId, clocks, currency, LINES_MAX + 1);
        if (rows.size() > LINES_MAX) {
            throw new RequestRefused(
                    ProblemCode.REPORT_TOO_LARGE,
                    "More than %,d accounts and currencies have balances. Ask for one currency, or page through the accounts."
                            .formatted(LINES_MAX));
        }
        return rows;
    }
}
