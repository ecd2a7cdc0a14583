package io.pacioli.infra.commandbus;

import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.command.dispatch.SystemActor;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.StagedFact;
import io.pacioli.infra.eventstore.StoredEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;

/**
 * What is stored about the request with the events that it led to: who sent it and its trace with all of them, and with the
 * last its key, its fingerprint and the number of the events. Of what the ledger does by itself, only which part of it did.
 */
final class RequestMetadata {

    private static final String ACTOR = "actor";
    private static final String TRACE_ID = "traceId";
    private static final String IDEMPOTENCY_KEY = "idempotencyKey";
    private static final String FINGERPRINT = "fingerprint";
    private static final String EVENTS = "events";

    private RequestMetadata() {}

    static void describe(List<StagedFact> facts, RequestIdentity identity) {
        Map<String, Object> each = new LinkedHashMap<>();
        each.put(ACTOR, identity.actor());
        if (identity.traceId() != null) {
            each.put(TRACE_ID, identity.traceId());
        }
        Map<String, Object> last = new LinkedHashMap<>(each);
        last.put(IDEMPOTENCY_KEY, identity.idempotencyKey());
        last.put(FINGERPRINT, identity.fingerprint());
        last.put(EVENTS, facts.size());
        if (facts.size() > 1) {
            MetaData shared = MetaData.from(each);
            facts.forEach(fact -> fact.describe(shared));
        }
        facts.getLast().describe(MetaData.from(last));
        facts.getLast().take(identity.key());
    }

    /** What is stored with events that no request led to: who has seen to them. */
    static void describe(List<StagedFact> facts, SystemActor actor) {
        MetaData all = MetaData.with(ACTOR, actor.name());
        facts.forEach(fact -> fact.describe(all));
    }

    static boolean carries(StoredEvent event, UniqueKey key) {
        Object stored = event.metadataFields().get(IDEMPOTENCY_KEY);
        return stored instanceof String text
                && key.value().equals(text)
                && key.scope().equals(RequestIdentity.scope(event.ledger().tenant()));
    }

    static String fingerprint(StoredEvent event) {
        return (String) event.metadataFields().get(FINGERPRINT);
    }

    static long events(StoredEvent event) {
        return (Long) event.metadataFields().get(EVENTS);
    }
}
