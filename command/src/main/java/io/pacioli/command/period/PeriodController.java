package io.pacioli.command.period;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.ReopenPeriod;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to close the books of a ledger through a day, and to open them again. */
@RestController
@RequestMapping(
        path = Paths.LEDGERS + "/{ledger}",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE)
class PeriodController {

    private static final String CLOSINGS = "/period-closings";
    private static final String REOPENINGS = "/period-reopenings";

    private final Dispatcher dispatcher;

    private final ClosingWithEntries closingWithEntries;

    PeriodController(Dispatcher dispatcher, ClosingWithEntries closingWithEntries) {
        this.dispatcher = dispatcher;
        this.closingWithEntries = closingWithEntries;
    }

    @PostMapping(CLOSINGS)
    void closePeriod(@PathVariable String ledger, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId id = Paths.ledger(ledger);
        WriteRequest request = WriteRequest.ofChange(http, Paths.of(id) + CLOSINGS, BodyLimits.SINGLE);
        ClosePeriod command = request.read(form -> PeriodForm.closing(form, id, request.expectedVersion()));
        Answer.Accepted accepted = command.closingAccount() == null
                ? dispatcher.send(command, request.identity(), request.run())
                : closingWithEntries.close(command, request.identity(), request.run());
        JsonAnswer.tag(response, accepted, PeriodJson.ledgerVersion(accepted));
        JsonAnswer.created(
                response, accepted, Paths.of(id) + CLOSINGS, json -> PeriodJson.writeClosing(json, accepted));
    }

    @PostMapping(REOPENINGS)
    void reopenPeriod(@PathVariable String ledger, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId id = Paths.ledger(ledger);
        WriteRequest request = WriteRequest.ofChange(http, Paths.of(id) + REOPENINGS, BodyLimits.SINGLE);
        ReopenPeriod command = request.read(form -> PeriodForm.reopening(form, id, request.expectedVersion()));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        JsonAnswer.tag(response, accepted, PeriodJson.ledgerVersion(accepted));
        JsonAnswer.created(
                response, accepted, Paths.of(id) + CLOSINGS, json -> PeriodJson.writeReopening(json, accepted));
    }
}
