package io.pacioli.domain.message;

/** Tells which unique keys are taken, by stored events and by those that the running batch has staged before. */
public interface KnownKeys {

    boolean isTaken(UniqueKey key);
}
