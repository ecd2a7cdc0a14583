package io.pacioli.infra.postgres.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** An operating system and processor as the PostgreSQL archives on Maven Central are named after. */
record Platform(String system, String processor, boolean musl) {
    static Platform current() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
        var processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return new Platform(system, processor, Files.exists(Path.of("/etc/alpine-release")));
    }

    /** The class path resource that holds this platform's PostgreSQL. */
    String archive() {
        return "postgres-%s-%s%s.txz".formatted(system, processor, musl ? "-alpine_linux" : "");
    }

    boolean isWindows() {
        return system.equals("windows");
    }

    boolean isLinux() {
        return system.equals("linux");
    }
}
