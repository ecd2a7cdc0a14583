package io.pacioli.infra.cli.journalfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that gets its name when all of it is on disk, and that its owner alone can read. Closed before that, it leaves nothing
 * behind.
 */
public final class NewFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final boolean replace;
    private final Path unfinished;
    private final FileChannel channel;
    private final OutputStream out;

    private NewFile(Path target, boolean replace, Path unfinished, FileChannel channel) {
        this.target = target;
        this.replace = replace;
        this.unfinished = unfinished;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    /**
     * @param replace whether a file of that name may be replaced
     * @throws FileAlreadyExistsException when there is one, and it may not
     */
    public static NewFile begin(Path file, boolean replace) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        requireFree(target, replace);
        Path directory = target.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(String.valueOf(directory), null, "there is no such directory");
        }
        // Where the system knows of owners, it gives temporary files to them alone.
        Path unfinished = Files.createTempFile(directory, target.getFileName() + ".", ".unfinished");
        unfinished.toFile().deleteOnExit();
        return new NewFile(target, replace, unfinished, FileChannel.open(unfinished, StandardOpenOption.WRITE));
    }

    private static void requireFree(Path target, boolean replace) throws FileAlreadyExistsException {
        if (Files.isDirectory(target) || (!replace && Files.exists(target))) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    /** Buffered. */
    public OutputStream out() {
        return out;
    }

    /** Gives the file its name; from here on it outlives a power failure. */
    public void complete() throws IOException {
        out.flush();
        channel.force(true);
        channel.close();
        requireFree(target, replace);
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
        syncDirectory();
    }

    /** The name is in the directory, which is on disk only when it has been written too. */
    private void syncDirectory() {
        try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // There are systems on which a directory cannot be opened; these write it themselves.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
