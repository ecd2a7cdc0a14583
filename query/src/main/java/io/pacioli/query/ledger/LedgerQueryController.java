package io.pacioli.query.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows ledgers. */
@RestController
@RequestMapping(path = "/v1/ledgers", produces = MediaType.APPLICATION_JSON_VALUE)
class LedgerQueryController {

    private record PageAt(long position, Page<LedgerRow> page) {}

    private record LedgerAt(long position, LedgerRow ledger) {}

    private final WantedPosition wanted;
    private final Reads reads;
    private final Ledgers ledgers;

    LedgerQueryController(WantedPosition wanted, Reads reads, Ledgers ledgers) {
        this.wanted = wanted;
        this.reads = reads;
        this.ledgers = ledgers;
    }

    @GetMapping
    void ledgers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = Parameters.of(request, "limit", "cursor");
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        String after = page.beyond(Function.identity(), "");
        wanted.await(request);
        PageAt found = reads.read(snapshot -> new PageAt(
                snapshot.position(),
                page.of(
                        ledgers.page(snapshot, Tenant.DEFAULT, after, page.lookahead()),
                        ledger -> ledger.ledger().slug())));
        new JsonAnswer(request, response).send(found.position(), found.page(), LedgerJson::write);
    }

    @GetMapping("/{ledger}")
    void ledger(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId id = Names.ledger(ledger);
        Parameters.of(request).refuseIfAny();
        wanted.await(request);
        LedgerAt found = reads.read(snapshot ->
                new LedgerAt(snapshot.position(), ledgers.find(snapshot, id).orElseThrow(() -> Missing.ledger(id))));
        JsonAnswer answer = new JsonAnswer(request, response);
        if (!answer.isKnownVersion(found.position(), found.ledger().version())) {
            answer.send(found.position(), json -> LedgerJson.write(json, found.ledger()));
        }
    }
}
