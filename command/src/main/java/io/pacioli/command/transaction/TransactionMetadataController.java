package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.command.form.MetadataChangeForm;
import io.pacioli.command.form.MetadataField;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.MetadataChange;
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
import tools.jackson.core.JsonGenerator;

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
        MetadataChange change = request.read(MetadataChangeForm::read);
        Answer.Accepted accepted = dispatcher.send(
                new ChangeTransactionMetadata(ledgerId, transaction, change), request.identity(), request.run());
        TransactionMetadataChanged changed = accepted.lastAs(TransactionMetadataChanged.class);
        JsonAnswer.done(response, accepted, json -> write(json, accepted.lastAnswered(), changed));
    }

    private static void write(JsonGenerator json, AnsweredEvent answered, TransactionMetadataChanged event) {
        json.writeStartObject();
        json.writeStringProperty("transaction", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        if (answered.place() != null) {
            json.writeNumberProperty("journalNumber", answered.place().journalNumber());
            json.writeNumberProperty("position", answered.place().position());
        }
        json.writeStringProperty("recordedAt", answered.recordedAt().toString());
        MetadataField.write(json, event.metadata());
        json.writeEndObject();
    }
}
