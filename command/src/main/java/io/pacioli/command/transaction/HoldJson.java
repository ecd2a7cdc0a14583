package io.pacioli.command.transaction;

import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import tools.jackson.core.JsonGenerator;

/** The end of a hold as answers show it: all of it from its event, so that a replay shows the same. */
public final class HoldJson {

    private HoldJson() {}

    public static void write(JsonGenerator json, AnsweredEvent answered, HoldEnded event) {
        json.writeStartObject();
        json.writeStringProperty("id", event.transaction().toString());
        json.writeStringProperty("ledger", event.ledger().slug());
        TransactionJson.write(json, answered.place());
        json.writeStringProperty("status", status(event));
        if (event instanceof HoldPosted posted) {
            TransactionJson.write(json, posted.marks());
            json.writeStringProperty("effectiveAt", posted.effectiveAt().toString());
            json.writeStringProperty("effectiveDate", posted.effectiveDate().toString());
        }
        json.writeStringProperty("recordedAt", answered.recordedAt().toString());
        if (event instanceof HoldPosted posted) {
            TransactionJson.write(json, posted.postings());
        }
        TransactionJson.write(json, event.balances());
        json.writeEndObject();
    }

    /** The word for how a hold has ended. */
    public static String status(HoldEnded event) {
        return switch (event) {
            case HoldPosted _ -> "posted";
            case HoldVoided _ -> "voided";
            case HoldExpired _ -> "expired";
        };
    }
}
