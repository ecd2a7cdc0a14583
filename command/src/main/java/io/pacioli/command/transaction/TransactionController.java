package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.DirectPost;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.BeginningEvent;
import io.pacioli.domain.transaction.TransactionCommand;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to post transactions, or to hold them. */
@RestController
class TransactionController implements DirectPost {

    private static final String PATH = Paths.LEDGERS + "/{ledger}/transactions";

    private final Dispatcher dispatcher;

    TransactionController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public String pathTemplate() {
        return PATH;
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public void post(@PathVariable String ledger, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId id = Paths.ledger(ledger);
        String transactions = Paths.of(id) + "/transactions";
        WriteRequest request = new WriteRequest(http, transactions, BodyLimits.SINGLE);
        TransactionCommand command = request.read(form -> TransactionForm.read(form, id));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        BeginningEvent begun = accepted.lastAs(BeginningEvent.class);
        JsonAnswer.created(
                response,
                accepted,
                transactions + "/" + begun.transaction(),
                json -> TransactionJson.write(json, accepted.lastAnswered(), begun));
    }
}
