package io.pacioli.infra.journal;

import io.pacioli.infra.eventstore.EventCodecs;
import io.pacioli.infra.eventstore.SnapshotCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the event store, which knows nothing of bookkeeping, the stored forms of what it keeps. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    @Bean
    EventCodecs eventCodecs() {
        return new JournalCodecs();
    }

    @Bean
    SnapshotCodec<?> accountSnapshotCodec() {
        return new AccountSnapshotCodec();
    }
}
