package io.pacioli.reliability;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the nodes run: the one jar, unpacked as {@code ./pacioli} unpacks it, and beside it nothing but the clock that can be stepped. */
final class Build {

    private static final List<Class<?>> ADDED = List.of(SteppedClock.class, SteppedClock.InPlaceOfTheSystemClock.class);
    private static final String CLASS = ".class";

    private final String classPath;

    private Build(String classPath) {
        this.classPath = classPath;
    }

    String classPath() {
        return classPath;
    }

    /** The classes as the tests have them, for a run from sources. */
    static Build ofClasses() {
        return new Build(System.getProperty("java.class.path"));
    }

    /** The jar, unpacked below a directory. */
    static Build ofJar(Path jar, Path directory) {
        try {
            Path unpacked = directory.resolve("build");
            Process extracting = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            unpacked.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (extracting.waitFor() != 0) {
                throw new IllegalStateException(jar + " could not be unpacked");
            }
            Path added = directory.resolve("added");
            for (Class<?> type : ADDED) {
                add(type, added);
            }
            return new Build(unpacked.resolve(jar.getFileName()) + File.pathSeparator + added);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    private static void add(Class<?> type, Path directory) throws IOException {
        String name = type.getName().replace('.', '/') + CLASS;
        try (InputStream code = Build.class.getClassLoader().getResourceAsStream(name)) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.copy(code, file);
        }
    }
}
