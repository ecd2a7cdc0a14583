package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.command.form.Form;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.TransactionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to post holds, and to give them up. */
@RestController
class HoldController {

    private static final String HOLD = Paths.LEDGERS + "/{ledger}/transactions/{id}";

    private final Dispatcher dispatcher;

    HoldController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Reads what is to become of a hold. */
    private interface Reader {
        @Nullable
        HoldCommand read(Form form, LedgerId ledger, TransactionId hold);
    }

    @PostMapping(
            path = HOLD + "/post",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void post(
            @PathVariable String ledger, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        end(ledger, id, "/post", HoldForm::readPost, http, response);
    }

    @PostMapping(
            path = HOLD + "/void",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void giveUp(
            @PathVariable String ledger, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        end(ledger, id, "/void", HoldForm::readVoid, http, response);
    }

    private void end(
            String ledger, String id, String how, Reader reader, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Paths.ledger(ledger);
        TransactionId hold = TransactionIds.inPath(id);
        WriteRequest request =
                new WriteRequest(http, Paths.of(ledgerId) + "/transactions/" + hold + how, BodyLimits.SINGLE);
        HoldCommand command = request.read(form -> reader.read(form, ledgerId, hold));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        HoldEnded ended = accepted.lastAs(HoldEnded.class);
        JsonAnswer.done(response, accepted, json -> HoldJson.write(json, accepted.lastAnswered(), ended));
    }
}
