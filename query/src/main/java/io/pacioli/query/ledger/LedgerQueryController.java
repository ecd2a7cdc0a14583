package io.pacioli.query.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Tenant;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.ledger.ParkedIn;
import io.pacioli.projections.snapshot.ReadSnapshot;
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
import java.util.List;
import java.util.Map;
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

    private record PageAt(long position, Page<LedgerRow> page, Map<LedgerId, List<ParkedIn>> parked) {}

    private record LedgerAt(long position, long reading, LedgerRow ledger, List<ParkedIn> parked) {}

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
        PageAt found = reads.read(snapshot -> {
            List<LedgerRow> rows = ledgers.page(snapshot, Tenant.DEFAULT, after, page.lookahead());
            return new PageAt(
                    snapshot.position(),
                    page.of(rows, ledger -> ledger.ledger().slug()),
                    ledgers.parked(
                            snapshot, rows.stream().map(LedgerRow::ledger).toList()));
        });
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        found.page(),
                        (json, ledger) -> LedgerJson.write(
                                json, ledger, found.parked().getOrDefault(ledger.ledger(), List.of())));
    }

    @GetMapping("/{ledger}")
    void ledger(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId id = Names.ledger(ledger);
        Parameters.of(request).refuseIfAny();
        wanted.await(request);
        LedgerAt found = reads.read(snapshot -> find(snapshot, id));
        JsonAnswer answer = new JsonAnswer(request, response);
        // What is parked may lack its last events, and is no state that could be named.
        if (!found.parked().isEmpty()
                || !answer.isKnownVersion(found.position(), found.ledger().version(), found.reading())) {
            answer.send(found.position(), json -> LedgerJson.write(json, found.ledger(), found.parked()));
        }
    }

    private LedgerAt find(ReadSnapshot snapshot, LedgerId id) {
        List<ParkedIn> parked = ledgers.parked(snapshot, List.of(id)).getOrDefault(id, List.of());
        LedgerRow ledger = ledgers.look(snapshot, id).orElseThrow(() -> {
            snapshot.requireAllOf(id);
            return Missing.ledger(id);
        });
        return new LedgerAt(snapshot.position(), snapshot.standings().reading(), ledger, parked);
    }
}
