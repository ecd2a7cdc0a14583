package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.LedgerId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** An outcome without a kind is that of a transaction to be posted, which was all that a batch could once have. */
final class BatchRecordedCodec implements EventCodec<BatchRecorded> {

    private static final String KIND = "kind";
    private static final String POSTED = "posted";
    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String SKIPPED = "skipped";
    private static final String WAITED_FOR = "waitedFor";

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
            boolean plain = outcome.kind() == ItemKind.TRANSACTION;
            if (!plain) {
                payload.writeStringProperty(KIND, outcome.kind().word());
            }
            switch (outcome) {
                case ItemOutcome.Accepted(ItemKind _, String subject) ->
                    payload.writeStringProperty(plain ? POSTED : ACCEPTED, subject);
                case ItemOutcome.Rejected rejected -> write(rejected, payload);
                case ItemOutcome.Skipped skipped -> write(skipped, payload);
            }
            payload.writeEndObject();
        }
        payload.writeEndArray();
    }

    private static void write(ItemOutcome.Rejected rejected, JsonGenerator payload) {
        payload.writeStringProperty(REJECTED, rejected.code().name());
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

    private static void write(ItemOutcome.Skipped skipped, JsonGenerator payload) {
        payload.writeBooleanProperty(SKIPPED, true);
        if (!skipped.waitedFor().isEmpty()) {
            payload.writeArrayPropertyStart(WAITED_FOR);
            skipped.waitedFor().forEach(payload::writeNumber);
            payload.writeEndArray();
        }
    }

    @Override
    public BatchRecorded read(LedgerId ledger, JsonNode payload, JsonNode erasable) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (JsonNode outcome : payload.required("outcomes")) {
            ItemKind kind = outcome.has(KIND) ? Fields.constant(ItemKind.WORDS, outcome, KIND) : ItemKind.TRANSACTION;
            outcomes.add(outcome(kind, outcome));
        }
        return new BatchRecorded(ledger, payload.required("atomic").booleanValue(), outcomes);
    }

    private static ItemOutcome outcome(ItemKind kind, JsonNode outcome) {
        if (outcome.has(SKIPPED)) {
            return new ItemOutcome.Skipped(kind, waitedFor(outcome));
        }
        if (outcome.has(REJECTED)) {
            return rejected(kind, outcome);
        }
        return new ItemOutcome.Accepted(kind, text(outcome, kind == ItemKind.TRANSACTION ? POSTED : ACCEPTED));
    }

    private static List<Integer> waitedFor(JsonNode outcome) {
        JsonNode places = outcome.get(WAITED_FOR);
        return places == null
                ? List.of()
                : places.valueStream().map(JsonNode::intValue).toList();
    }

    private static ItemOutcome rejected(ItemKind kind, JsonNode outcome) {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode violation : outcome.required("violations")) {
            violations.add(new Violation(
                    text(violation, "pointer"),
                    ProblemCode.valueOf(text(violation, "code")),
                    text(violation, "detail")));
        }
        return new ItemOutcome.Rejected(
                kind, ProblemCode.valueOf(text(outcome, REJECTED)), text(outcome, "detail"), violations);
    }
}
