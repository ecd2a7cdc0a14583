package io.pacioli.projections.position;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** The name of this running process among the nodes of an installation; another one after every start. */
@Component
public class NodeId {

    private final String value = UUID.randomUUID().toString();

    @Override
    public String toString() {
        return value;
    }
}
