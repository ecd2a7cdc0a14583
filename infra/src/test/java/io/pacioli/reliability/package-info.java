/**
 * The crash test: the service as an operator runs it, clients that remember what they were told, and faults from a seeded
 * schedule; afterwards everything that was acknowledged is looked for in what is stored.
 *
 * <p>A {@code CrashRun} has an {@code Installation} of two nodes, {@code Clients} that load it, and a {@code FaultSchedule}. Its
 * {@code Audit} is a list of small invariants. It knows the service by its processes, its HTTP API and its tables alone.
 */
package io.pacioli.reliability;
