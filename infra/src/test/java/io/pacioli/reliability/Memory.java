package io.pacioli.reliability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all clients together remember, by the keys that they sent. */
final class Memory {

    private final List<Client> clients;

    Memory(List<Client> clients) {
        this.clients = clients;
    }

    List<Client> clients() {
        return clients;
    }

    /** The client who sent what led to this effect, or null where nobody did. */
    @Nullable
    Client sender(Effect effect) {
        Requests.Origin origin = effect.origin();
        if (origin == null || origin.client() >= clients.size()) {
            return null;
        }
        Client client = clients.get(origin.client());
        return origin.number() < client.record().sent() ? client : null;
    }
}
