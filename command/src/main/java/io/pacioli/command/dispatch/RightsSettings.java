package io.pacioli.command.dispatch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every client may ask for, as long as nobody signs in.
 *
 * @param force transactions past the limits and freezes of accounts
 * @param adjust postings into closed periods
 */
@ConfigurationProperties("pacioli.rights")
public record RightsSettings(
        @DefaultValue("false") boolean force,
        @DefaultValue("false") boolean adjust) {}
