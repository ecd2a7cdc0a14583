package io.pacioli.infra.commandbus;

import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.domain.message.UniqueKey;
import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.LookupSession;
import io.pacioli.infra.eventstore.StoredEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the keys that a batch of commands asks for are stored, confirmed against the events themselves: the store finds
 * them by 64 bits, which two keys may share. Or that none is, where nobody has looked yet.
 */
final class StoredKeys {

    private final Set<UniqueKey> taken = new HashSet<>();
    private final Map<UniqueKey, StoredEvent> requests = new HashMap<>();
    private final Map<UniqueKey, EventUnreadable> unreadable = new HashMap<>();
    private final Collection<Long> takenForNew;

    private StoredKeys(Collection<Long> takenForNew) {
        this.takenForNew = takenForNew;
    }

    /** Takes every key of these commands for new: whoever stores the batch has to see to it that none was stored. */
    static StoredKeys none(Collection<PendingCommand> commands) {
        return new StoredKeys(wanted(commands).values());
    }

    /** Looks up every key of these commands. */
    static StoredKeys lookedUp(Collection<PendingCommand> commands, LookupSession lookups, EventCodecs codecs)
            throws SQLException {
        StoredKeys keys = new StoredKeys(List.of());
        Map<UniqueKey, Long> wanted = wanted(commands);
        if (wanted.isEmpty()) {
            return keys;
        }
        Set<UniqueKey> requestKeys = new HashSet<>();
        for (PendingCommand command : commands) {
            if (command.identity() != null) {
                requestKeys.add(command.identity().key());
            }
        }
        Map<Long, List<Long>> positions = lookups.positionsOfKeys(wanted.values());
        if (!positions.isEmpty()) {
            Set<Long> candidates = new TreeSet<>();
            positions.values().forEach(candidates::addAll);
            Map<Long, StoredEvent> events = lookups.eventsAt(candidates);
            wanted.forEach((key, hash) -> positions.getOrDefault(hash, List.of()).stream()
                    .map(events::get)
                    .forEach(event -> keys.confirm(key, requestKeys.contains(key), event, codecs)));
        }
        return keys;
    }

    private static Map<UniqueKey, Long> wanted(Collection<PendingCommand> commands) {
        Map<UniqueKey, Long> wanted = new HashMap<>();
        for (PendingCommand command : commands) {
            command.command().uniqueKeys().forEach(key -> wanted.put(key, key.hash()));
            RequestIdentity identity = command.identity();
            if (identity != null) {
                wanted.put(identity.key(), identity.key().hash());
            }
        }
        return wanted;
    }

    private void confirm(UniqueKey key, boolean isRequestKey, @Nullable StoredEvent event, EventCodecs codecs) {
        if (event == null) {
            throw new IllegalStateException("a key names a position that has no event");
        }
        if (isRequestKey) {
            if (RequestMetadata.carries(event, key)) {
                requests.put(key, event);
            }
        } else {
            try {
                if (codecs.decode(event.ledger(), event.encoded()).uniqueKeys().contains(key)) {
                    taken.add(key);
                }
            } catch (EventUnreadable e) {
                unreadable.put(key, e);
            }
        }
    }

    /** The hashes of the keys that were taken for new. */
    Collection<Long> takenForNew() {
        return takenForNew;
    }

    boolean isAnyFound() {
        return !taken.isEmpty() || !requests.isEmpty() || !unreadable.isEmpty();
    }

    /** @throws EventUnreadable where an event that may carry the key cannot be read; only who asks for the key fails */
    boolean holds(UniqueKey key) {
        if (taken.contains(key)) {
            return true;
        }
        EventUnreadable unknown = unreadable.get(key);
        if (unknown != null) {
            throw unknown;
        }
        return false;
    }

    /** The event that the request with this key led to, or null where there was none. */
    @Nullable
    StoredEvent ofRequest(RequestIdentity identity) {
        return requests.get(identity.key());
    }

    /** The positions of everything that these requests led to, the events that carry their keys included. */
    static List<Long> positions(Collection<StoredEvent> carriers) {
        List<Long> positions = new ArrayList<>();
        for (StoredEvent carrier : carriers) {
            for (long p = carrier.position() - RequestMetadata.events(carrier) + 1; p <= carrier.position(); p++) {
                positions.add(p);
            }
        }
        return positions;
    }
}
