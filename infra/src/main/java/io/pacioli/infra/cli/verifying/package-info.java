/**
 * {@code pacioli verify}: everything that has to hold of an installation's data, checked against the stored events.
 *
 * <p>The journal is read once, in the order of positions, from one moment of the database. Each {@code Invariant} is a small
 * class that is shown every event; those about other tables walk through these alongside, in the order of positions as well. So
 * memory is bounded by the number of ledgers and accounts, however long the journal is.
 *
 * <p>Where an invariant could follow from an earlier event, it is checked from one event to the next, so that one fault is told
 * once and not with every event after it.
 */
package io.pacioli.infra.cli.verifying;
