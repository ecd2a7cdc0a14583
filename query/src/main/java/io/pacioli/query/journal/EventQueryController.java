package io.pacioli.query.journal;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.journal.JournalEntry;
import io.pacioli.query.Availability;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the journal of a ledger as it is stored, from the first event on; it is never behind. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/events", produces = MediaType.APPLICATION_JSON_VALUE)
class EventQueryController {

    private final WantedPosition wanted;
    private final Journal journal;

    EventQueryController(WantedPosition wanted, Journal journal) {
        this.wanted = wanted;
        this.journal = journal;
    }

    @GetMapping
    void events(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "limit", "cursor");
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        long after = page.beyond(Long::parseLong, 0L);
        wanted.require(request);
        // What is stored when the head is read is there to be read afterwards.
        long head = Availability.orUnavailable(journal::head);
        List<JournalEntry> found =
                Availability.orUnavailable(() -> journal.ofLedger(ledgerId, after, page.lookahead()));
        if (found.isEmpty() && after == 0) {
            throw Missing.ledger(ledgerId);
        }
        new JsonAnswer(request, response)
                .send(head, page.of(found, entry -> Long.toString(entry.journalNumber())), EventJson::write);
    }
}
