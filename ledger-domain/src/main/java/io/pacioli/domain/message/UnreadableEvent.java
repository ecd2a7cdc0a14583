package io.pacioli.domain.message;

import io.pacioli.domain.ledger.LedgerId;

/**
 * Stands for an event in the journal that this version of the service cannot read, so that whoever follows the journal can go on with
 * other ledgers. Nothing ever records it.
 *
 * @param why its type, its revision, and what is wrong with it
 */
public record UnreadableEvent(LedgerId ledger, String why) implements Event {}
