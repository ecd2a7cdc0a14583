package io.pacioli.query.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Counts the transactions that a list would have; from a million on it says no more than that there are so many. */
@RestController
class TransactionCountController {

    static final int COUNT_MAX = 1_000_000;

    private final KnownPositions knownPositions;
    private final TransactionReader reader;

    TransactionCountController(KnownPositions knownPositions, TransactionReader reader) {
        this.knownPositions = knownPositions;
        this.reader = reader;
    }

    @GetMapping(path = "/v1/ledgers/{ledger}/transactions:count", produces = MediaType.APPLICATION_JSON_VALUE)
    void count(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, TransactionSearch.PARAMETERS_OF_COUNT);
        TransactionSearch search = TransactionSearch.of(parameters);
        KnownAt knownAt = parameters.knownAt();
        parameters.refuseIfAny();
        long known = knownPositions.await(request, ledgerId, knownAt);
        TransactionReader.Count found = reader.count(ledgerId, search, known, COUNT_MAX);
        new JsonAnswer(request, response).send(found.position(), json -> {
            json.writeStartObject();
            json.writeStringProperty("ledger", ledgerId.slug());
            json.writeNumberProperty("count", found.count());
            json.writeBooleanProperty("exact", found.exact());
            json.writeEndObject();
        });
    }
}
