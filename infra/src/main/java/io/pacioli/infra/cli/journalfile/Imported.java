package io.pacioli.infra.cli.journalfile;

import java.time.Instant;

/**
 * What files hold, and an installation has from them.
 *
 * @param lastRecordedAt when the last event was recorded; 1970 where there is none
 */
public record Imported(long events, int ledgers, Instant lastRecordedAt) {}
