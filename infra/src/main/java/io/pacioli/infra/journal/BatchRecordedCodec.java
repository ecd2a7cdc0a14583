package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.transaction.TransactionId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

final class BatchRecordedCodec implements EventCodec<BatchRecorded> {

    @Override
    public Class<BatchRecorded> event() {
        return BatchRecorded.class;
    }

    @Override
    public String type() {
        return "batch-recorded";
    }

    @Override
    public void write(BatchRecorded event, JsonGenerator payload) {
        payload.writeBooleanProperty("atomic", event.atomic());
        payload.writeArrayPropertyStart("outcomes");
        for (ItemOutcome outcome : event.outcomes()) {
            payload.writeStartObject();
            switch (outcome) {
                case ItemOutcome.Posted(TransactionId transaction) ->
                    payload.writeStringProperty("posted", transaction.toString());
                case ItemOutcome.Rejected rejected -> write(rejected, payload);
                case ItemOutcome.Skipped() -> payload.writeBooleanProperty("skipped", true);
            }
            payload.writeEndObject();
        }
        payload.writeEndArray();
    }

    private static void write(ItemOutcome.Rejected rejected, JsonGenerator payload) {
        payload.writeStringProperty("rejected", rejected.code().name());
        payload.writeStringProperty("detail", rejected.detail());
        payload.writeArrayPropertyStart("violations");
        for (Violation violation : rejected.violations()) {
            payload.writeStartObject();
            payload.writeStringProperty("pointer", violation.pointer());
            payload.writeStringProperty("code", violation.code().name());
            payload.writeStringProperty("detail", violation.detail());
            payload.writeEndObject();
        }
        payload.writeEndArray();
    }

    @Override
    public BatchRecorded read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (JsonNode outcome : payload.required("outcomes")) {
            outcomes.add(outcome(outcome));
        }
        return new BatchRecorded(ledger, payload.required("atomic").booleanValue(), outcomes);
    }

    private static ItemOutcome outcome(JsonNode outcome) {
        if (outcome.has("posted")) {
            return new ItemOutcome.Posted(TransactionId.parse(text(outcome, "posted")));
        }
        if (outcome.has("skipped")) {
            return new ItemOutcome.Skipped();
        }
        List<Violation> violations = new ArrayList<>();
        for (JsonNode violation : outcome.required("violations")) {
            violations.add(new Violation(
                    text(violation, "pointer"),
                    ProblemCode.valueOf(text(violation, "code")),
                    text(violation, "detail")));
        }
        return new ItemOutcome.Rejected(
                ProblemCode.valueOf(text(outcome, "rejected")), text(outcome, "detail"), violations);
    }
}
