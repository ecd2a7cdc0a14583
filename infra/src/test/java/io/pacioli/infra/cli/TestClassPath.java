package io.pacioli.infra.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the tests, for processes of their own, with the directories packed into jars: only jars can be in an archive of
 * classes, and with one a process starts in two thirds of the time. The first process that ends in order makes it.
 */
final class TestClassPath {

    private static final Path DIRECTORY = temporaryDirectory();

    static final String VALUE = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .map(each -> Files.isDirectory(each) ? packed(each) : each)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    /** The options for it; what the virtual machine would say of it is no part of a process's output. */
    static final List<String> ARCHIVED =
            List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive(), "-Xlog:cds*=off,aot*=off");

    private TestClassPath() {}

    private static Path packed(Path classes) {
        try {
            Path jar = Files.createTempFile(DIRECTORY, "classes-", ".jar");
            jar.toFile().deleteOnExit();
            int status = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(
                            System.out,
                            System.err,
                            "--create",
                            "--no-compress",
                            "--file=" + jar,
                            "-C",
                            classes.toString(),
                            ".");
            if (status != 0) {
                throw new IllegalStateException(classes + " could not be packed");
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deleted with the virtual machine: a directory after what is deleted likewise and was made later. */
    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("pacioli-classes-");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path archive() {
        Path archive = DIRECTORY.resolve("classes.jsa");
        archive.toFile().deleteOnExit();
        return archive;
    }
}
