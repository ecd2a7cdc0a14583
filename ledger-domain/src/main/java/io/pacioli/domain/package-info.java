/**
 * The rules of double-entry bookkeeping: value types that cannot be wrong, commands, events, and the aggregates that decide.
 *
 * <p>Nothing here reads a clock, a random number, a table or a request. Packages follow the concepts: {@code ledger},
 * {@code account}, {@code transaction}, {@code batch}, {@code money}; {@code decision} holds what a rule can answer, and
 * {@code message} what commands and events have in common.
 */
package io.pacioli.domain;
