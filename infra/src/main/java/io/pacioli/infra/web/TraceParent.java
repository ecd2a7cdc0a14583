package io.pacioli.infra.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a client tells of which trace its request is part (W3C Trace Context, level 1). */
final class TraceParent {

    static final String HEADER = "traceparent";

    /** Version, trace id, parent id, flags; a version after the first may add fields at the end. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    private static final HexFormat HEX = HexFormat.of();

    private TraceParent() {}

    /** The trace id that the header gives, or a new one where it gives none: 32 lower-case hexadecimal digits. */
    static String traceIdOf(@Nullable String header) {
        if (header != null) {
            var match = FORM.matcher(header);
            if (match.matches()) {
                return match.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
    }
}
