package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to change the metadata of transactions. */
@RestController
class TransactionMetadataController {

    private final Dispatcher dispatcher;

    TransactionMetadataController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping(
            path = Paths.LEDGERS + "/{ledger}/transactions/{id}/metadata",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void change(
            @PathVariable String ledger, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Paths.ledger(ledger);
        TransactionId transaction = TransactionIds.inPath(id);
        String path = Paths.of(ledgerId) + "/transactions/" + transaction + "/metadata";
        WriteRequest request = new WriteRequest(http, path, BodyLimits.SINGLE);
        ChangeTransactionMetadata command =
                request.read(form -> TransactionMetadataForm.read(form, ledgerId, transaction));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        TransactionMetadataChanged changed = accepted.lastAs(TransactionMetadataChanged.class);
        JsonAnswer.done(
                response, accepted, json -> TransactionMetadataJson.write(json, accepted.lastAnswered(), changed));
    }
}
