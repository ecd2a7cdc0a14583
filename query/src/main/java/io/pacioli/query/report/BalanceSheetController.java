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
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a ledger's balance sheet, now or at the end of a day by effective date, as known now or before, beside that of another day if wanted. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/balance-sheet", produces = MediaType.APPLICATION_JSON_VALUE)
class BalanceSheetController {

    private final KnownPositions knownPositions;
    private final LedgerBalances balances;

    BalanceSheetController(KnownPositions knownPositions, LedgerBalances balances) {
        this.knownPositions = knownPositions;
        this.balances = balances;
    }

    @GetMapping
    void balanceSheet(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "asOf", "knownAt", "compareTo", "currency", "depth");
        LocalDate asOf = parameters.date("asOf");
        LocalDate compareTo = parameters.date("compareTo");
        KnownAt knownAt = parameters.knownAt();
        RequestedCurrency currency = parameters.currency("currency");
        int depth = parameters.depth();
        parameters.refuseIfAny();
        long known = knownPositions.await(request, ledgerId, knownAt);
        List<LocalDate> days = new ArrayList<>();
        days.add(asOf);
        if (compareTo != null) {
            days.add(compareTo);
        }
        LedgerBalances.Found found = balances.of(ledgerId, currency, days, known);
        List<BalanceSheet> sheets = found.byDay().stream()
                .map(rows -> BalanceSheet.of(NetAmounts.of(rows), depth))
                .toList();
        new JsonAnswer(request, response).send(found.position(), json -> {
            json.writeStartObject();
            json.writeStringProperty("ledger", ledgerId.slug());
            if (asOf != null) {
                json.writeStringProperty("asOf", asOf.toString());
            }
            if (knownAt != null) {
                json.writeStringProperty("knownAt", knownAt.toString());
            }
            if (compareTo != null) {
                json.writeStringProperty("compareTo", compareTo.toString());
            }
            ReportJson.write(json, sheets.getFirst(), compareTo == null ? null : sheets.getLast());
            json.writeEndObject();
        });
    }
}
