package io.pacioli.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file system of its own in a file, which can be filled to its last block and emptied again. Only who may mount can have one
 * (root on Linux), and it counts on {@code mkfs.ext4}, {@code mount} and {@code fallocate}.
 */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "24G";
    private static final List<String> PIECES = List.of("1G", "64M", "4M", "256K", "16K", "4K");

    private final Path image;
    private final Path mounted;

    private SmallDisk(Path image, Path mounted) {
        this.image = image;
        this.mounted = mounted;
    }

    /** Makes and mounts one; empty where that is not possible here. */
    static Optional<SmallDisk> in(Path directory) {
        SmallDisk disk = new SmallDisk(directory.resolve("disk.image"), directory.resolve("disk"));
        try {
            Files.createDirectories(disk.mounted);
            boolean made = works("truncate", "-s", SIZE, disk.image.toString())
                    && works("mkfs.ext4", "-q", "-m", "0", "-F", disk.image.toString())
                    && works("mount", "-o", "loop", disk.image.toString(), disk.mounted.toString());
            if (!made) {
                Files.deleteIfExists(disk.image);
            }
            return made ? Optional.of(disk) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return mounted;
    }

    /** Takes every block that is free. */
    void fill() {
        int number = 0;
        for (String piece : PIECES) {
            while (works("fallocate", "-l", piece, ballast(number).toString())) {
                number++;
            }
        }
    }

    void empty() {
        try (var files = Files.list(mounted)) {
            for (Path file : files.filter(SmallDisk::isBallast).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast(int number) {
        return mounted.resolve("ballast-" + number);
    }

    private static boolean isBallast(Path file) {
        return file.getFileName().toString().startsWith("ballast-");
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // The program is not there, which is to say that this is no system on which it would work.
            return false;
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    /** Lets it go; its image stays, for whoever wants to see what was on it. */
    @Override
    public void close() {
        Patience.await("the disk to be let go", () -> works("umount", mounted.toString()));
    }
}
