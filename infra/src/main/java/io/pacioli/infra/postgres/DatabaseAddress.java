package io.pacioli.infra.postgres;

import io.pacioli.infra.settings.DatabaseSettings;
import java.util.Optional;

/**
 * Where a database is, and who may enter it.
 *
 * @param url the JDBC address, without credentials
 * @param service the role that the service runs as
 * @param owner the role that migrates; empty where that is done apart from the service
 */
record DatabaseAddress(String url, Credentials service, Optional<Credentials> owner) {
    /** The address that an operator gave, or empty when there is none and the service is to bring its own server. */
    static Optional<DatabaseAddress> of(DatabaseSettings settings) {
        if (settings.url() == null || settings.url().isBlank()) {
            return Optional.empty();
        }
        var service =
                credentials(settings.user(), settings.password(), "PACIOLI_DATABASE_USER", "PACIOLI_DATABASE_PASSWORD");
        var owner = settings.owner().user() == null && settings.owner().password() == null
                ? Optional.<Credentials>empty()
                : Optional.of(credentials(
                        settings.owner().user(),
                        settings.owner().password(),
                        "PACIOLI_DATABASE_OWNER_USER",
                        "PACIOLI_DATABASE_OWNER_PASSWORD"));
        return Optional.of(new DatabaseAddress(settings.url(), service, owner));
    }

    private static Credentials credentials(String user, String password, String userName, String passwordName) {
        if (user == null || user.isBlank() || password == null || password.isEmpty()) {
            throw new StartRefused("%s is not set, although PACIOLI_DATABASE_URL is."
                    .formatted(user == null || user.isBlank() ? userName : passwordName));
        }
        return new Credentials(user, password);
    }
}
