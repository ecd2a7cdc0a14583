package io.pacioli.query.report;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a ledger's trial balance, now or at the end of a day by effective date, as known now or before. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/trial-balance", produces = MediaType.APPLICATION_JSON_VALUE)
class TrialBalanceController {

    private final KnownPositions knownPositions;
    private final LedgerBalances balances;

    TrialBalanceController(KnownPositions knownPositions, LedgerBalances balances) {
        this.knownPositions = knownPositions;
        this.balances = balances;
    }

    @GetMapping
    void trialBalance(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "asOf", "knownAt", "currency");
        LocalDate asOf = parameters.date("asOf");
        KnownAt knownAt = parameters.knownAt();
        RequestedCurrency currency = parameters.currency("currency");
        parameters.refuseIfAny();
        long known = knownPositions.await(request, ledgerId, knownAt);
        LedgerBalances.Found found = balances.of(ledgerId, currency, Collections.singletonList(asOf), known);
        TrialBalance balance = TrialBalance.of(found.byDay().getFirst());
        new JsonAnswer(request, response)
                .send(found.position(), json -> TrialBalanceJson.write(json, ledgerId, asOf, knownAt, balance));
    }
}
