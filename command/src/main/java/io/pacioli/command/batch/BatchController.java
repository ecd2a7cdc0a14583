package io.pacioli.command.batch;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.LedgerId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests that ask for many things at once. */
@RestController
class BatchController {

    private final Dispatcher dispatcher;

    BatchController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping(
            path = Paths.LEDGERS + "/{ledger}/batches",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void recordBatch(@PathVariable String ledger, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId id = Paths.ledger(ledger);
        WriteRequest request = new WriteRequest(http, Paths.of(id) + "/batches", BodyLimits.BATCH);
        RecordBatch command = request.read(form -> BatchForm.read(form, id));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        BatchRecorded batch = accepted.lastAs(BatchRecorded.class);
        JsonAnswer.done(response, accepted, json -> BatchJson.write(json, accepted, batch));
    }
}
