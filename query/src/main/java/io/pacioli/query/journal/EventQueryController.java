package io.pacioli.query.journal;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.journal.JournalEntry;
import io.pacioli.query.Availability;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.request.LastEventId;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the journal of a ledger as it is stored, from the first event on or from where a client has come to: as pages, or as a
 * stream that goes on with what is recorded. It is never behind.
 */
@RestController
@RequestMapping(
        path = "/v1/ledgers/{ledger}/events",
        produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE})
class EventQueryController {

    private final WantedPosition wanted;
    private final Journal journal;
    private final EventStreams streams;

    EventQueryController(WantedPosition wanted, Journal journal, EventStreams streams) {
        this.wanted = wanted;
        this.journal = journal;
        this.streams = streams;
    }

    @GetMapping
    void events(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        // Who asks for the head alone would be sent nothing, and be taken for somebody who listens for as long as the
        // service runs.
        if (isStreamPreferred(request) && !request.getMethod().equals("HEAD")) {
            Parameters parameters = Parameters.of(request, "after");
            long after = LastEventId.in(request, parameters.journalNumber("after", 0));
            parameters.refuseIfAny();
            requireRecorded(ledgerId, after);
            streams.send(ledgerId, after, response);
        } else {
            sendPage(ledgerId, request, response);
        }
    }

    private void sendPage(LedgerId ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters parameters = Parameters.of(request, "after", "limit", "cursor");
        long begins = parameters.journalNumber("after", 0);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        long after = page.beyond(Long::parseLong, begins);
        wanted.require(request);
        // What is stored when the head is read is there to be read afterwards.
        long head = Availability.orUnavailable(journal::head);
        List<JournalEntry> found = Availability.orUnavailable(() -> journal.ofLedger(ledger, after, page.lookahead()));
        if (found.isEmpty()) {
            requireRecorded(ledger, after);
        }
        new JsonAnswer(request, response)
                .send(head, page.of(found, entry -> Long.toString(entry.journalNumber())), EventJson::write);
    }

    /** A client that has seen more than there is has seen another installation, or one that was put back: it has to notice. */
    private void requireRecorded(LedgerId ledger, long journalNumber) {
        List<JournalEntry> last =
                Availability.orUnavailable(() -> journal.ofLedger(ledger, Math.max(0, journalNumber - 1), 1));
        if (last.isEmpty()) {
            if (journalNumber > 1
                    && !Availability.orUnavailable(() -> journal.ofLedger(ledger, 0, 1))
                            .isEmpty()) {
                throw new RequestRefused(
                        ProblemCode.JOURNAL_NUMBER_AHEAD,
                        "The journal of %s has no event %d.".formatted(ledger.slug(), journalNumber));
            }
            throw Missing.ledger(ledger);
        }
    }

    /** Whether a client would rather have a stream than a page; one that takes either gets the page. */
    private static boolean isStreamPreferred(HttpServletRequest request) {
        List<MediaType> accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        double stream = accepted.stream()
                .filter(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
        double page = accepted.stream()
                .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
        return stream > page;
    }
}
