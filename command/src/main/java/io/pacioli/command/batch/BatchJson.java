package io.pacioli.command.batch;

import static java.util.stream.Collectors.toMap;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.transaction.TransactionJson;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What came of a batch as answers show it: one result an item, in their order. */
final class BatchJson {

    private BatchJson() {}

    static void write(JsonGenerator json, Answer.Accepted accepted, BatchRecorded batch) {
        Map<TransactionId, AnsweredEvent> posted = accepted.answered().stream()
                .filter(event -> event.event() instanceof TransactionPosted)
                .collect(toMap(event -> ((TransactionPosted) event.event()).transaction(), event -> event));
        json.writeStartObject();
        json.writeBooleanProperty("atomic", batch.atomic());
        json.writeArrayPropertyStart("results");
        for (ItemOutcome outcome : batch.outcomes()) {
            json.writeStartObject();
            switch (outcome) {
                case ItemOutcome.Posted(TransactionId transaction) -> writePosted(json, posted.get(transaction));
                case ItemOutcome.Rejected rejected -> writeRejected(json, rejected);
                case ItemOutcome.Skipped() -> json.writeStringProperty("status", "skipped");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writePosted(JsonGenerator json, AnsweredEvent answered) {
        json.writeStringProperty("status", "posted");
        json.writeName("transaction");
        TransactionJson.write(json, answered, (TransactionPosted) answered.event());
    }

    private static void writeRejected(JsonGenerator json, ItemOutcome.Rejected rejected) {
        json.writeStringProperty("status", "rejected");
        json.writeObjectPropertyStart("problem");
        json.writeStringProperty("code", rejected.code().name());
        json.writeStringProperty("detail", rejected.detail());
        json.writeArrayPropertyStart("violations");
        for (Violation violation : rejected.violations()) {
            json.writeStartObject();
            json.writeStringProperty("pointer", violation.pointer());
            json.writeStringProperty("code", violation.code().name());
            json.writeStringProperty("detail", violation.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
