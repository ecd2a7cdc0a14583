package io.pacioli.projections.position;

/** Whoever remembers what the read tables hold, and has to forget what has changed. */
public interface ChangeObserver {

    /** A batch of this node has been committed; told before anybody hears that its position is reached. */
    void changed(Changes changes, long position);

    /** Another node has moved the read tables, and nobody can tell what changed; told before the position is advertised. */
    void changedElsewhere(long position);

    /** Other tables have been switched to: nothing that was read from the former ones may be shown any more. */
    void switched();
}
