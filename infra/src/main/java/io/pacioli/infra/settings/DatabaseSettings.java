package io.pacioli.infra.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The PostgreSQL to use, and how; its text form leaves the passwords out.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; without it the service starts its own PostgreSQL
 * @param user the role that the service runs as, which may only add to the event store
 * @param password that role's password
 * @param owner the role that owns the event store and migrates it
 * @param patience how long a start waits for a server that does not answer yet
 * @param connectTimeout how long one connection may take to open
 * @param statementTimeout how long one statement of a pooled connection may take
 * @param poolSize how many connections queries and projections share
 */
@Validated
@ConfigurationProperties("pacioli.database")
public record DatabaseSettings(
        @Pattern(
                regexp = "|jdbc:postgresql://[^?]*(\\?(?!.*(user|password)=).*)?",
                message = "must be jdbc:postgresql://host:port/database, with user and password set apart from it")
        String url,

        String user,
        String password,
        @Valid @DefaultValue @NotNull Owner owner,

        @DefaultValue("30s") @NotNull @DurationMin(seconds = 0)
        Duration patience,

        @DefaultValue("5s") @NotNull @DurationMin(seconds = 1)
        Duration connectTimeout,

        @DefaultValue("60s") @NotNull @DurationMin(seconds = 1)
        Duration statementTimeout,

        @DefaultValue("16") @Min(4) @Max(200) int poolSize) {

    /** The owner's credentials; without them a start only checks that the schema is current. */
    public record Owner(String user, String password) {
        @Override
        public String toString() {
            return "Owner[" + user + "]";
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + url + "]";
    }
}
