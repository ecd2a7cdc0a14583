package io.pacioli.domain.message;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as the store took it.
 *
 * @param position its place in the installation's order of all events, from 1, without gaps
 * @param journalNumber its place in its ledger's journal, from 1, without gaps
 * @param recordedAt when the store took it, in whole microseconds
 */
public record RecordedEvent(long position, long journalNumber, UUID eventId, Instant recordedAt, Event event) {}
