package io.pacioli.infra.postgres;

import java.util.Objects;

/** A database role and its password; its text form leaves the password out. */
public record Credentials(String user, String password) {
    public Credentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
