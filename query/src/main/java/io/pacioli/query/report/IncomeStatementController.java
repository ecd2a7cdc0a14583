package io.pacioli.query.report;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.PostingEvent;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Shows a ledger's income statement for a period by effective date, as known now or before, beside that of another period if wanted. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/income-statement", produces = MediaType.APPLICATION_JSON_VALUE)
class IncomeStatementController {

    private final KnownPositions knownPositions;
    private final LedgerBalances balances;
    private final ClosingEntries closingEntries;

    IncomeStatementController(KnownPositions knownPositions, LedgerBalances balances, ClosingEntries closingEntries) {
        this.knownPositions = knownPositions;
        this.balances = balances;
        this.closingEntries = closingEntries;
    }

    @GetMapping
    void incomeStatement(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters =
                Parameters.of(request, "from", "to", "knownAt", "compareFrom", "compareTo", "currency", "depth");
        Period period = new Period(parameters.date("from"), parameters.date("to"));
        parameters.requireInOrder("from", period.from(), "to", period.to());
        Period compared = new Period(parameters.date("compareFrom"), parameters.date("compareTo"));
        parameters.requireInOrder("compareFrom", compared.from(), "compareTo", compared.to());
        KnownAt knownAt = parameters.knownAt();
        RequestedCurrency currency = parameters.currency("currency");
        int depth = parameters.depth();
        parameters.refuseIfAny();
        long known = knownPositions.await(request, ledgerId, knownAt);
        boolean compares = compared.from() != null || compared.to() != null;
        List<Period> periods = compares ? List.of(period, compared) : List.of(period);
        LedgerBalances.Found found = balances.of(ledgerId, currency, days(periods), known);
        List<PostingEvent> closing = closingEntries.of(ledgerId, found.position(), known);
        List<IncomeStatement> statements = new ArrayList<>(periods.size());
        for (int i = 0; i < periods.size(); i++) {
            NetAmounts moved = NetAmounts.of(found.byDay().get(2 * i + 1));
            if (periods.get(i).from() != null) {
                moved = moved.since(NetAmounts.of(found.byDay().get(2 * i)));
            }
            ClosingEntries.takeOut(moved, closing, periods.get(i));
            statements.add(IncomeStatement.of(moved, depth));
        }
        new JsonAnswer(request, response).send(found.position(), json -> {
            json.writeStartObject();
            json.writeStringProperty("ledger", ledgerId.slug());
            write(json, "from", period.from());
            write(json, "to", period.to());
            if (knownAt != null) {
                json.writeStringProperty("knownAt", knownAt.toString());
            }
            write(json, "compareFrom", compared.from());
            write(json, "compareTo", compared.to());
            ReportJson.write(json, statements.getFirst(), compares ? statements.getLast() : null);
            json.writeEndObject();
        });
    }

    /** The day before each period and its last day; where a period has no first day, the day before is not looked at. */
    private static List<@Nullable LocalDate> days(List<Period> periods) {
        List<@Nullable LocalDate> days = new ArrayList<>();
        for (Period period : periods) {
            days.add(period.dayBefore());
            days.add(period.to());
        }
        return days;
    }

    private static void write(JsonGenerator json, String name, @Nullable LocalDate date) {
        if (date != null) {
            json.writeStringProperty(name, date.toString());
        }
    }
}
