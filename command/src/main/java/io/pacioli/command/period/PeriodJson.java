package io.pacioli.command.period;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.AnsweredEvent;
import io.pacioli.command.transaction.TransactionJson;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodEvent;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.TransactionPosted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The closing or the reopening of a period as answers show it. */
final class PeriodJson {

    private PeriodJson() {}

    /** What a closing has led to: that the books are closed and, where it was to come with closing entries, what these are. */
    static void writeClosing(JsonGenerator json, Answer.Accepted accepted) {
        AnsweredEvent answered = accepted.answered().stream()
                .filter(each -> each.event() instanceof PeriodClosed)
                .findFirst()
                .orElseThrow();
        ClosingEntriesRecorded entries =
                first(accepted, ClosingEntriesRecorded.class).orElse(null);
        json.writeStartObject();
        writeFields(json, answered, (PeriodEvent) answered.event(), entries);
        if (entries != null) {
            json.writeObjectPropertyStart("closingEntries");
            json.writeStringProperty("account", entries.account().value());
            json.writeStringProperty("status", entries.transaction() == null ? "none" : "posted");
            first(accepted, TransactionPosted.class).ifPresent(posted -> write(json, posted));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static <E extends Event> Optional<E> first(Answer.Accepted accepted, Class<E> type) {
        return accepted.answered().stream()
                .map(AnsweredEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** How many events the ledger itself has seen when it was done. */
    static long ledgerVersion(Answer.Accepted accepted) {
        return switch (accepted.lastAnswered().event()) {
            case PeriodEvent event -> event.version();
            case ClosingEntriesRecorded entries -> entries.version();
            case Event other -> throw new IllegalStateException("no change of a period ends with " + other);
        };
    }

    /** What a reopening has led to, with the transactions that take closing entries back. */
    static void writeReopening(JsonGenerator json, Answer.Accepted accepted) {
        PeriodReopened reopened = accepted.lastAs(PeriodReopened.class);
        json.writeStartObject();
        writeFields(json, accepted.lastAnswered(), reopened, null);
        if (!reopened.reversals().isEmpty()) {
            json.writeArrayPropertyStart("reversals");
            for (AnsweredEvent each : accepted.answered()) {
                if (each.event() instanceof TransactionPosted reversal) {
                    json.writeStartObject();
                    write(json, reversal);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, TransactionPosted posted) {
        json.writeStringProperty("transaction", posted.transaction().toString());
        TransactionJson.write(json, posted.postings());
        TransactionJson.write(json, posted.balances());
    }

    private static void writeFields(
            JsonGenerator json, AnsweredEvent answered, PeriodEvent event, @Nullable ClosingEntriesRecorded entries) {
        json.writeStringProperty("ledger", event.ledger().slug());
        if (answered.place() != null) {
            json.writeNumberProperty("journalNumber", answered.place().journalNumber());
            json.writeNumberProperty("position", answered.place().position());
        }
        json.writeStringProperty(
                "type",
                switch (event) {
                    case PeriodClosed _ -> "closing";
                    case PeriodReopened _ -> "reopening";
                });
        if (event.through() != null) {
            json.writeStringProperty("through", event.through().toString());
        }
        if (event instanceof PeriodReopened reopened && reopened.reason() != null) {
            json.writeStringProperty("reason", reopened.reason().value());
        }
        json.writeStringProperty("recordedAt", answered.recordedAt().toString());
        json.writeNumberProperty("ledgerVersion", entries == null ? event.version() : entries.version());
    }
}
