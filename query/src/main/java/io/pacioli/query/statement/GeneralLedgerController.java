package io.pacioli.query.statement;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.query.answer.JournalReads;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.entry.PostedLines;
import io.pacioli.query.report.Period;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the general ledger of a period by effective date: what moved every account, between what it held before and after. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/general-ledger", produces = MediaType.APPLICATION_JSON_VALUE)
class GeneralLedgerController {

    private final KnownBooks books;
    private final GeneralLedgerReader reader;
    private final JournalReads journal;

    GeneralLedgerController(KnownBooks books, GeneralLedgerReader reader, JournalReads journal) {
        this.books = books;
        this.reader = reader;
        this.journal = journal;
    }

    @GetMapping
    void generalLedger(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "from", "to", "knownAt", "currency", "limit", "cursor");
        Period period = new Period(parameters.date("from"), parameters.date("to"));
        parameters.requireInOrder("from", period.from(), "to", period.to());
        KnownAt asked = parameters.knownAt();
        RequestedCurrency currency = parameters.currency("currency");
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        Pinned<LedgerPlace> beyond = page.beyond(key -> Pinned.parse(key, LedgerPlace::parse), null);
        long known = books.await(request, ledgerId, asked, beyond);
        LedgerPlace place = beyond == null ? null : beyond.place();
        GeneralLedger found = reader.read(ledgerId, period, currency, known, place, page.lookahead());
        KnownAt knownAt = books.name(ledgerId, asked, beyond, found.position());
        Page<LedgerLine> lines = page(page, found, Pinned.number(asked, knownAt));
        PostedLines posted = PostedLines.of(
                lines.items().stream()
                        .map(LedgerLine::line)
                        .filter(Objects::nonNull)
                        .map(Line::entry)
                        .toList(),
                journal);
        new JsonAnswer(request, response).send(found.position(), json -> {
            json.writeStartObject();
            GeneralLedgerJson.writeHead(json, ledgerId, period, knownAt, found.totals());
            GeneralLedgerJson.write(json, lines, found.lateness(), posted);
            json.writeEndObject();
        });
    }

    private static Page<LedgerLine> page(PageRequest page, GeneralLedger found, long number) {
        LedgerPlace lookedAt = found.page().lookedAt();
        return lookedAt == null
                ? page.of(found.page().lines(), line -> new Pinned<>(number, line.place()).key(LedgerPlace::key))
                : page.endingEarly(found.page().lines(), new Pinned<>(number, lookedAt).key(LedgerPlace::key));
    }
}
