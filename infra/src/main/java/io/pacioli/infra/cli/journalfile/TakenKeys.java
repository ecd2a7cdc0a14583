package io.pacioli.infra.cli.journalfile;

import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that an event takes: a transaction's reference, and the idempotency key of the request that led to it. */
final class TakenKeys {

    private static final String IDEMPOTENCY_KEY = "idempotencyKey";

    private TakenKeys() {}

    static List<UniqueKey> of(StoredEvent stored, Event event) {
        List<UniqueKey> keys = new ArrayList<>(event.uniqueKeys());
        @Nullable Object key = stored.metadataFields().get(IDEMPOTENCY_KEY);
        if (key instanceof String text) {
            keys.add(new UniqueKey(RequestIdentity.scope(stored.ledger().tenant()), text));
        }
        return keys;
    }
}
