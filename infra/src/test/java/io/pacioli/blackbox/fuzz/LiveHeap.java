package io.pacioli.blackbox.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process keeps on its heap when all that nobody needs any more has been collected. */
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    private LiveHeap() {}

    /** Has the process collect its garbage, and counts the bytes that are left. */
    static long bytesOf(ProcessHandle process) throws IOException {
        Process asking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram;
        try (var said = asking.inputReader()) {
            histogram = said.readAllAsString();
        }
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd said: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }
}
