package io.pacioli.infra.postgres;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows operators when the service was told to serve on a database that may lose what it acknowledged. */
record DurabilityHealth(Durability durability) implements HealthIndicator {
    @Override
    public Health health() {
        var health = Health.up().withDetail("durable", durability.isGiven());
        if (!durability.isGiven()) {
            health.withDetail("off", durability.weaknesses());
        }
        return health.build();
    }
}
