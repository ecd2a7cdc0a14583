package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.StartRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory that holds an installation's database, passwords and server logs, and belongs to one process at a time. */
final class DataDirectory implements AutoCloseable {
    private static final int LOCK_CONTENT_BYTES_MAX = 32;

    private final DataPaths paths;
    private final FileChannel lockFile;

    private DataDirectory(DataPaths paths, FileChannel lockFile) {
        this.paths = paths;
        this.lockFile = lockFile;
    }

    /** Makes the directory when it is missing, and takes it for this process. Refused while another one has it. */
    static DataDirectory open(Path directory) throws IOException {
        var root = directory.toAbsolutePath().normalize();
        PrivateFiles.createDirectories(root);
        var paths = new DataPaths(root.toRealPath());
        var channel = FileChannel.open(
                paths.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isTaken(channel)) {
                throw new StartRefused("""
                        The data directory %s is in use by another Pacioli (process %s). Stop that one, or choose \
                        another directory with --data-dir.""".formatted(paths.root(), holder(channel)));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DataDirectory(paths, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    DataPaths paths() {
        return paths;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            // The channel keeps the lock; the operating system gives it back even after kill -9.
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate(LOCK_CONTENT_BYTES_MAX);
        channel.read(content, 0);
        return StandardCharsets.US_ASCII.decode(content.flip()).toString();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
