package io.pacioli.infra.postgres.embedded;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What Linux holds in memory of files that were written to, and has yet to write to the disk.
 *
 * <p>It is asked by {@code sync_file_range}, as PostgreSQL does for what its checkpoints write, and not by {@code fsync}: that
 * tells whoever comes first, and nobody else, of an error, and it is the server that has to know.
 */
final class PageCache {

    private static final int READ_ONLY_CLOSED_ON_EXEC = 0x80000;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final long START = 0;
    private static final long TO_THE_END = 0;

    private final MethodHandle open;
    private final MethodHandle syncFileRange;
    private final MethodHandle close;

    @SuppressWarnings("restricted") // calls into the C library; the signatures are those of its manual
    PageCache() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup libc = linker.defaultLookup();
        open = linker.downcallHandle(
                libc.findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        syncFileRange = linker.downcallHandle(
                libc.findOrThrow("sync_file_range"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT));
        close = linker.downcallHandle(
                libc.findOrThrow("close"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    static boolean isThere() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
    }

    /**
     * Begins to write what is held of a file, and does not wait for it.
     *
     * @return whether the file is there and takes it
     */
    boolean beginWriting(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            int descriptor = (int) open.invokeExact(path, READ_ONLY_CLOSED_ON_EXEC);
            if (descriptor < 0) {
                return false;
            }
            int failure = (int) syncFileRange.invokeExact(descriptor, START, TO_THE_END, SYNC_FILE_RANGE_WRITE);
            int closed = (int) close.invokeExact(descriptor);
            return failure == 0 && closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("The C library could not be called", e);
        }
    }
}
