package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to take transactions back. */
@RestController
class ReversalController {

    private final Dispatcher dispatcher;

    ReversalController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping(
            path = Paths.LEDGERS + "/{ledger}/transactions/{id}/reverse",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void reverse(
            @PathVariable String ledger, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Paths.ledger(ledger);
        TransactionId reversed = TransactionIds.inPath(id);
        String transactions = Paths.of(ledgerId) + "/transactions";
        WriteRequest request = new WriteRequest(http, transactions + "/" + reversed + "/reverse", BodyLimits.SINGLE);
        ReverseTransaction command = request.read(form -> ReversalForm.read(form, ledgerId, reversed));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        TransactionPosted posted = accepted.lastAs(TransactionPosted.class);
        JsonAnswer.created(
                response,
                accepted,
                transactions + "/" + posted.transaction(),
                json -> TransactionJson.write(json, accepted.lastAnswered(), posted));
    }
}
