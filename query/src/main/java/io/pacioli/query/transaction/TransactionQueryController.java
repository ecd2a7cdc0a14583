package io.pacioli.query.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.transaction.TransactionPlace;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
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

    private final WantedPosition wanted;
    private final TransactionReader reader;
    private final TransactionViews views;

    TransactionQueryController(WantedPosition wanted, TransactionReader reader, TransactionViews views) {
        this.wanted = wanted;
        this.reader = reader;
        this.views = views;
    }

    @GetMapping
    void transactions(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, TransactionSearch.PARAMETERS);
        TransactionSearch search = TransactionSearch.of(parameters);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        TransactionPlace beyond =
                page.beyond(TransactionQueryController::place, TransactionPlace.before(search.order()));
        wanted.await(request);
        TransactionReader.Places found = reader.search(ledgerId, search, beyond, page.lookahead());
        Page<TransactionPlace> places =
                page.of(found.places(), place -> place.effectiveDate() + ":" + place.position());
        Map<Long, TransactionView> transactions = views.of(places.items(), found.position());
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
        Parameters.of(request).refuseIfAny();
        wanted.await(request);
        TransactionReader.Places found = reader.find(ledgerId, transaction);
        TransactionView view = views.of(found.places(), found.position())
                .get(found.places().getFirst().position());
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
