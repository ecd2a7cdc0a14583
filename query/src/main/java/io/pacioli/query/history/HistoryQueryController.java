package io.pacioli.query.history;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.projections.journal.HistoryEntry;
import io.pacioli.projections.journal.Journal;
import io.pacioli.projections.snapshot.Order;
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
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows every event that touched a ledger, an account or a transaction, out of the journal itself; it is never behind. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}", produces = MediaType.APPLICATION_JSON_VALUE)
class HistoryQueryController {

    private final WantedPosition wanted;
    private final Journal journal;

    HistoryQueryController(WantedPosition wanted, Journal journal) {
        this.wanted = wanted;
        this.journal = journal;
    }

    @GetMapping("/history")
    void ofLedger(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        answer(ledgerId, ledgerId.stream(), () -> Missing.ledger(ledgerId), request, response);
    }

    @GetMapping("/accounts/{path}/history")
    void ofAccount(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        AccountPath account = Names.account(path);
        answer(ledgerId, account.streamIn(ledgerId), () -> Missing.account(account), request, response);
    }

    @GetMapping("/transactions/{id}/history")
    void ofTransaction(
            @PathVariable String ledger,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        TransactionId transaction = Names.transaction(id);
        answer(ledgerId, transaction.streamIn(ledgerId), () -> Missing.transaction(transaction), request, response);
    }

    private void answer(
            LedgerId ledger,
            StreamId stream,
            Supplier<RequestRefused> missing,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters parameters = Parameters.of(request, "order", "limit", "cursor");
        Order order = parameters.order(Order.NEWEST_FIRST);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        long begins = order == Order.OLDEST_FIRST ? 0 : Long.MAX_VALUE;
        long beyond = page.beyond(Long::parseLong, begins);
        wanted.require(request);
        // What is stored when the head is read is there to be read afterwards.
        long head = Availability.orUnavailable(journal::head);
        List<HistoryEntry> found =
                Availability.orUnavailable(() -> journal.historyOf(stream, order, beyond, page.lookahead()));
        if (found.isEmpty() && beyond == begins) {
            throw hasBegun(ledger) ? missing.get() : Missing.ledger(ledger);
        }
        new JsonAnswer(request, response)
                .send(head, page.of(found, entry -> Long.toString(entry.version())), HistoryJson::write);
    }

    private boolean hasBegun(LedgerId ledger) {
        StreamId stream = ledger.stream();
        return Availability.orUnavailable(() -> !journal.firstOf(Set.of(stream)).isEmpty());
    }
}
