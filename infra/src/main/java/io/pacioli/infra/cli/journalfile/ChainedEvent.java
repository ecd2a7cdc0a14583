package io.pacioli.infra.cli.journalfile;

import io.pacioli.infra.eventstore.StoredEvent;

/**
 * An event and the hash that stands with it.
 *
 * @param hash 64 lower-case hexadecimal digits
 */
record ChainedEvent(StoredEvent event, String hash) {}
