package io.pacioli.projections.position;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells this node that the read tables have moved. Those who remember forget first, and the position is advertised last:
 * whoever waited for it must not be served from before.
 */
@Component
public class AnnouncingPosition {

    private final List<ChangeObserver> observers;
    private final AppliedPosition applied;

    AnnouncingPosition(ObjectProvider<ChangeObserver> observers, AppliedPosition applied) {
        this.observers = observers.orderedStream().toList();
        this.applied = applied;
    }

    /**
     * This node has committed a batch.
     *
     * @param before where the tables stood when it began; where that is news, another node had moved them until then
     */
    public void changed(Changes changes, long before, long position) {
        found(before);
        observers.forEach(observer -> observer.changed(changes, position));
        applied.advance(position);
    }

    /** The tables are found to stand at a position; where it is news, another node has moved them. */
    public void found(long position) {
        if (position > applied.get()) {
            observers.forEach(observer -> observer.changedElsewhere(position));
            applied.advance(position);
        }
    }

    /** Other tables have been switched to, which may say something else of the same position. */
    public void switched() {
        observers.forEach(ChangeObserver::switched);
    }
}
