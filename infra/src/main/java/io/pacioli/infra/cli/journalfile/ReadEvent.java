package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.message.Event;

/** An event of a file, as it stands there and as what it means. */
record ReadEvent(ChainedEvent chained, Event event) {}
