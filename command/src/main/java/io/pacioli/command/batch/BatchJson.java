package io.pacioli.command.batch;

import io.pacioli.command.account.AccountJson;
import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.transaction.HoldJson;
import io.pacioli.command.transaction.TransactionJson;
import io.pacioli.command.transaction.TransactionMetadataJson;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.Iterator;
import tools.jackson.core.JsonGenerator;

/** What came of a batch as answers show it: one result an item, in their order, with what a request for it alone is answered. */
final class BatchJson {

    private BatchJson() {}

    static void write(JsonGenerator json, Answer.Accepted accepted, BatchRecorded batch) {
        Iterator<AnsweredEvent> events = accepted.answered().iterator();
        json.writeStartObject();
        json.writeBooleanProperty("atomic", batch.atomic());
        json.writeArrayPropertyStart("results");
        for (ItemOutcome outcome : batch.outcomes()) {
            json.writeStartObject();
            json.writeStringProperty("type", type(outcome.kind()));
            switch (outcome) {
                case ItemOutcome.Accepted done -> write(json, eventOf(done, events));
                case ItemOutcome.Rejected rejected -> write(json, rejected);
                case ItemOutcome.Skipped skipped -> write(json, skipped);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What an item has to say of itself: a hold is a transaction of another status. */
    private static String type(ItemKind kind) {
        return kind == ItemKind.HOLD ? ItemKind.TRANSACTION.word() : kind.word();
    }

    /** The event of an item comes behind those of the items before it, and behind the accounts that its postings have opened. */
    private static AnsweredEvent eventOf(ItemOutcome.Accepted outcome, Iterator<AnsweredEvent> events) {
        while (events.hasNext()) {
            AnsweredEvent next = events.next();
            if (outcome.equals(ItemOutcome.of(next.event()))) {
                return next;
            }
        }
        throw new IllegalStateException("no event of the batch is " + outcome);
    }

    private static void write(JsonGenerator json, AnsweredEvent answered) {
        switch (answered.event()) {
            case TransactionPosted posted -> {
                begin(json, posted.reversal() == null ? "posted" : "reversed", "transaction");
                TransactionJson.write(json, answered, posted);
            }
            case TransactionHeld held -> {
                begin(json, "pending", "transaction");
                TransactionJson.write(json, answered, held);
            }
            case HoldEnded ended -> {
                begin(json, HoldJson.status(ended), "hold");
                HoldJson.write(json, answered, ended);
            }
            case TransactionMetadataChanged changed -> {
                begin(json, "changed", "metadata");
                TransactionMetadataJson.write(json, answered, changed);
            }
            case AccountOpened opened -> {
                begin(json, "opened", "account");
                AccountJson.write(json, answered, opened);
            }
            default -> throw new IllegalStateException("no item of a batch leads to " + answered.event());
        }
    }

    private static void begin(JsonGenerator json, String status, String document) {
        json.writeStringProperty("status", status);
        json.writeName(document);
    }

    private static void write(JsonGenerator json, ItemOutcome.Rejected rejected) {
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

    private static void write(JsonGenerator json, ItemOutcome.Skipped skipped) {
        json.writeStringProperty("status", "skipped");
        if (!skipped.waitedFor().isEmpty()) {
            json.writeArrayPropertyStart("waitedFor");
            skipped.waitedFor().forEach(json::writeNumber);
            json.writeEndArray();
        }
    }
}
