package io.pacioli.query.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.journal.AttributedEvent;
import io.pacioli.projections.ledger.PeriodChange;
import io.pacioli.projections.ledger.PeriodChanges;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.query.answer.JournalReads;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownLedgers;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows when and by whom the books of a ledger were closed and reopened. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/period-closings", produces = MediaType.APPLICATION_JSON_VALUE)
class PeriodQueryController {

    private record PageAt(long position, List<PeriodChange> changes) {}

    private final WantedPosition wanted;
    private final Reads reads;
    private final JournalReads journal;
    private final KnownLedgers ledgers;
    private final PeriodChanges changes;

    PeriodQueryController(
            WantedPosition wanted, Reads reads, JournalReads journal, KnownLedgers ledgers, PeriodChanges changes) {
        this.wanted = wanted;
        this.reads = reads;
        this.journal = journal;
        this.ledgers = ledgers;
        this.changes = changes;
    }

    @GetMapping
    void periodClosings(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "order", "limit", "cursor");
        Order order = parameters.order(Order.NEWEST_FIRST);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        long beyond = page.beyond(Long::parseLong, order == Order.OLDEST_FIRST ? 0 : Long.MAX_VALUE);
        wanted.await(request);
        PageAt found = reads.read(snapshot -> {
            long id = ledgers.id(snapshot, ledgerId);
            return new PageAt(snapshot.position(), changes.page(snapshot, id, order, beyond, page.lookahead()));
        });
        Page<PeriodChange> shown = page.of(found.changes(), change -> Long.toString(change.position()));
        Map<Long, AttributedEvent> events = journal.attributedAt(positions(shown.items()));
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        shown,
                        (json, change) -> PeriodJson.write(
                                json,
                                events.get(change.position()),
                                change.entriesPosition() == null ? null : events.get(change.entriesPosition())));
    }

    private static List<Long> positions(List<PeriodChange> changes) {
        return changes.stream()
                .flatMap(change -> Stream.of(change.position(), change.entriesPosition()))
                .filter(Objects::nonNull)
                .toList();
    }
}
