package io.pacioli.query.statement;

import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.projections.account.AccountKey;
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
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows an account's statement for a period by effective date. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/accounts/{path}/statement", produces = MediaType.APPLICATION_JSON_VALUE)
class StatementController {

    private final KnownBooks books;
    private final StatementReader reader;
    private final JournalReads journal;

    StatementController(KnownBooks books, StatementReader reader, JournalReads journal) {
        this.books = books;
        this.reader = reader;
        this.journal = journal;
    }

    @GetMapping
    void statement(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AccountKey account = new AccountKey(Names.ledger(ledger), Names.account(path));
        Parameters parameters =
                Parameters.of(request, "from", "to", "knownAt", "statedAt", "currency", "limit", "cursor");
        Period period = new Period(parameters.date("from"), parameters.date("to"));
        parameters.requireInOrder("from", period.from(), "to", period.to());
        KnownAt asked = parameters.knownAt();
        KnownAt statedAt = parameters.knownAt("statedAt");
        RequestedCurrency currency = parameters.currency("currency");
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        Pinned<LinePlace> beyond = page.beyond(key -> Pinned.parse(key, LinePlace::parse), null);
        long known = books.await(request, account.ledger(), asked, beyond);
        AccountStatement statement = reader.read(
                account,
                period,
                currency,
                known,
                statedAt == null ? null : books.position(account.ledger(), "statedAt", statedAt),
                beyond == null ? null : beyond.place(),
                page.lookahead());
        KnownAt knownAt = books.name(account.ledger(), asked, beyond, statement.position());
        long number = Pinned.number(asked, knownAt);
        Page<Line> lines =
                page.of(statement.lines(), line -> new Pinned<>(number, LinePlace.of(line)).key(LinePlace::key));
        PostedLines posted =
                PostedLines.of(lines.items().stream().map(Line::entry).toList(), journal);
        new JsonAnswer(request, response)
                .send(
                        statement.position(),
                        json -> StatementJson.writeHead(json, account.ledger(), period, knownAt, statement),
                        lines,
                        (json, line) -> StatementJson.write(json, line, statement.lateness(), posted));
    }
}
