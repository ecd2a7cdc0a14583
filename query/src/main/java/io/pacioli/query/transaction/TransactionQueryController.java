package io.pacioli.query.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows transactions, in the order in which they were recorded, or by effective date where a range of dates is asked for. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/transactions", produces = MediaType.APPLICATION_JSON_VALUE)
class TransactionQueryController {

    private static final int DATE_LENGTH = 10;

    private final KnownPositions knownPositions;
    private final TransactionReader reader;
    private final TransactionViews views;

    TransactionQueryController(KnownPositions knownPositions, TransactionReader reader, TransactionViews views) {
        this.knownPositions = knownPositions;
        this.reader = reader;
        this.views = views;
    }

    @GetMapping
    void transactions(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, TransactionSearch.PARAMETERS);
        TransactionSearch search = TransactionSearch.of(parameters);
        KnownAt knownAt = parameters.knownAt();
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        TransactionPlace beyond =
                page.beyond(TransactionQueryController::place, TransactionPlace.before(search.order()));
        long known = knownPositions.await(request, ledgerId, knownAt);
        TransactionReader.Places found = reader.search(ledgerId, search, known, beyond, page.lookahead());
        Page<TransactionPlace> places =
                page.of(found.places(), place -> place.effectiveDate() + ":" + place.position());
        Map<Long, TransactionView> transactions = views.of(places.items(), found.knownAt());
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        places,
                        (json, place) -> TransactionJson.write(json, transactions.get(place.position())));
    }

    @GetMapping("/{id}")
    void transaction(
            @PathVariable String ledger,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        TransactionId transaction = Names.transaction(id);
        Parameters parameters = Parameters.of(request, "asOf", "knownAt");
        LocalDate asOf = parameters.date("asOf");
        KnownAt knownAt = parameters.knownAt();
        parameters.refuseIfAny();
        long known = knownPositions.await(request, ledgerId, knownAt);
        TransactionReader.Places found = reader.find(ledgerId, transaction, known);
        TransactionView view = views.of(found.places(), found.knownAt())
                .get(found.places().getFirst().position());
        if (asOf != null && view.effectiveDate().isAfter(asOf)) {
            throw Missing.transaction(transaction);
        }
        JsonAnswer answer = new JsonAnswer(request, response);
        if (!answer.isKnown(found.position(), view.changedAt())) {
            answer.send(found.position(), json -> TransactionJson.write(json, view));
        }
    }

    /** A date has four digits for its year, as every key of ours does; the database knows no years as far as Java does. */
    private static TransactionPlace place(String key) {
        LocalDate effectiveDate = LocalDate.parse(key.substring(0, DATE_LENGTH));
        return new TransactionPlace(effectiveDate, Long.parseLong(key.substring(DATE_LENGTH + 1)));
    }
}
