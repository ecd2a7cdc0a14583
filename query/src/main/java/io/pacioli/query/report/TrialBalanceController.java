package io.pacioli.query.report;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.balance.TrialBalanceRow;
import io.pacioli.projections.balance.TrialBalances;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a ledger's trial balance, now or at the end of a day by effective date. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/trial-balance", produces = MediaType.APPLICATION_JSON_VALUE)
class TrialBalanceController {

    /** How many lines a report may have; its columns only agree as a whole, so it does not come in pages. */
    static final int LINES_MAX = 100_000;

    private record RowsAt(long position, List<TrialBalanceRow> rows) {}

    private final WantedPosition wanted;
    private final Reads reads;
    private final Ledgers ledgers;
    private final TrialBalances trialBalances;

    TrialBalanceController(WantedPosition wanted, Reads reads, Ledgers ledgers, TrialBalances trialBalances) {
        this.wanted = wanted;
        this.reads = reads;
        this.ledgers = ledgers;
        this.trialBalances = trialBalances;
    }

    @GetMapping
    void trialBalance(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "asOf", "currency");
        LocalDate asOf = parameters.date("asOf");
        RequestedCurrency currency = parameters.currency("currency");
        parameters.refuseIfAny();
        wanted.await(request);
        RowsAt found = reads.read(snapshot -> {
            long id = ledgers.id(snapshot, ledgerId).orElseThrow(() -> Missing.ledger(ledgerId));
            CurrencyCode code = currency == null ? null : code(snapshot, ledgerId, currency);
            return new RowsAt(snapshot.position(), trialBalances.of(snapshot, id, asOf, code, LINES_MAX + 1));
        });
        if (found.rows().size() > LINES_MAX) {
            throw new RequestRefused(
                    ProblemCode.REPORT_TOO_LARGE,
                    "The trial balance has more than %,d lines. Ask for one currency, or page through the accounts."
                            .formatted(LINES_MAX));
        }
        TrialBalance balance = TrialBalance.of(found.rows());
        new JsonAnswer(request, response)
                .send(found.position(), json -> TrialBalanceJson.write(json, ledgerId, asOf, balance));
    }

    /** Who takes a currency to have other decimal places than it has in the ledger would misread the report. */
    private CurrencyCode code(ReadSnapshot snapshot, LedgerId ledger, RequestedCurrency currency) {
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
