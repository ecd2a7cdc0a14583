package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.Credentials;
import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where an embedded server takes connections, and who may make them. */
public final class ServerAddress {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "pacioli_owner";
    static final String SERVICE = "pacioli";

    private final int port;
    private final Passwords passwords;

    ServerAddress(int port, Passwords passwords) {
        this.port = port;
        this.passwords = passwords;
    }

    /** The server that some process runs in a data directory; empty when none does, or when it is still starting. */
    public static Optional<ServerAddress> in(Path dataDirectory) {
        try {
            if (!Files.isDirectory(dataDirectory)) {
                return Optional.empty();
            }
            var paths = new DataPaths(dataDirectory.toRealPath());
            var port = new PostmasterFile(paths.cluster()).port();
            return port.isPresent()
                    ? Optional.of(new ServerAddress(port.get(), Passwords.read(paths.passwords())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new StartRefused("The data directory %s could not be read: %s".formatted(dataDirectory, e), e);
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public Credentials superuser() {
        return passwords.of(SUPERUSER);
    }

    public Credentials owner() {
        return passwords.of(OWNER);
    }

    public Credentials service() {
        return passwords.of(SERVICE);
    }
}
