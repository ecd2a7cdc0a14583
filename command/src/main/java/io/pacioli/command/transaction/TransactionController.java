package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.DirectPost;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.TransactionPosted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to post transactions. */
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
        PostTransaction command = request.read(form -> TransactionForm.read(form, id));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        TransactionPosted posted = accepted.lastAs(TransactionPosted.class);
        JsonAnswer.created(
                response,
                accepted,
                transactions + "/" + posted.transaction(),
                json -> TransactionJson.write(json, accepted.lastAnswered(), posted));
    }
}
