package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.StartRefused;
import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once for each build of them into a cache that all data directories share. */
final class Distribution {
    private static final Logger log = LoggerFactory.getLogger(Distribution.class);

    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path home;

    private Distribution(Path home) {
        this.home = home;
    }

    /** Unpacks this platform's archive below {@code cache} unless it is there already. */
    static Distribution in(Path cache, Platform platform) throws IOException {
        var archive = Distribution.class.getClassLoader().getResource(platform.archive());
        if (archive == null) {
            throw new StartRefused("""
                    This build carries no PostgreSQL for %s. Build with -Pall-platforms, or set PACIOLI_DATABASE_URL \
                    to a PostgreSQL server of your own.""".formatted(platform));
        }
        var home = cache.resolve(fingerprint(platform, archive));
        if (!Files.isDirectory(home)) {
            unpack(archive, home);
        }
        return new Distribution(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** A name that changes with the archive's content, read from the jar's directory instead of 15 MB. */
    private static String fingerprint(Platform platform, URL archive) throws IOException {
        var name = platform.archive().replace(".txz", "");
        if (archive.openConnection() instanceof JarURLConnection jar) {
            var entry = jar.getJarEntry();
            return "%s-%08x-%d".formatted(name, entry.getCrc(), entry.getSize());
        }
        return name;
    }

    private static void unpack(URL archive, Path home) throws IOException {
        log.info("Unpacking PostgreSQL to {}", home);
        Files.createDirectories(home.getParent());
        var unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, unfinished);
            }
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Another process that starts for the first time was faster; its copy is as good.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            Trees.delete(unfinished);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        var target = entry.resolveIn(root);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            write(tar, target);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !target.toFile().setExecutable(true, false)) {
                throw new IOException(target + " could not be made executable");
            }
        }
    }

    /** On disk before the directory gets its name: a power failure must not leave empty programs under it. */
    private static void write(TarArchiveInputStream tar, Path target) throws IOException {
        try (var file = new FileOutputStream(target.toFile())) {
            tar.transferTo(file);
            file.getFD().sync();
        }
    }
}
