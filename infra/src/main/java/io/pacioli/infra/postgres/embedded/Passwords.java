package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.Credentials;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The random passwords of an embedded server's roles, made with the server and kept in a private file beside it. */
final class Passwords {
    private static final int ENTROPY_BYTES = 24;

    private final Path file;
    private final Properties byRole;

    private Passwords(Path file, Properties byRole) {
        this.file = file;
        this.byRole = byRole;
    }

    /** Draws and stores new passwords; to be called before the server exists, so that none is ever without. */
    static Passwords create(Path file, String... roles) throws IOException {
        var random = new SecureRandom();
        var byRole = new Properties();
        for (var role : roles) {
            var bytes = new byte[ENTROPY_BYTES];
            random.nextBytes(bytes);
            byRole.setProperty(role, Base64.getUrlEncoder().encodeToString(bytes));
        }
        var text = new StringWriter();
        byRole.store(text, "Passwords of the embedded PostgreSQL's roles");
        PrivateFiles.write(file, text.toString());
        return new Passwords(file, byRole);
    }

    static Passwords read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new StartRefused(
                    "%s is missing: the database beside it cannot be opened without the passwords in it. Restore it from a backup."
                            .formatted(file));
        }
        var byRole = new Properties();
        byRole.load(new StringReader(Files.readString(file)));
        return new Passwords(file, byRole);
    }

    Credentials of(String role) {
        var password = byRole.getProperty(role);
        if (password == null) {
            throw new StartRefused(
                    "%s has no password for the role %s. Restore it from a backup.".formatted(file, role));
        }
        return new Credentials(role, password);
    }
}
