package io.pacioli.blackbox.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is still to be spoilt. Text is Latin-1, so that every byte can be written. */
final class Draft {

    private static final int SHOWN_MAX = 3_000;

    /** How the bytes go out. */
    enum Delivery {
        AT_ONCE,
        /** A few bytes at a time, each its own packet. */
        IN_DRIBLETS,
        /** Not to the end, and then no more comes. */
        CUT,
        /** Not to the end, and then the connection is reset. */
        RESET,
        /** To the end, and then the connection is closed or reset, without a look at the answer. */
        LEFT,
        /** To the end, a few bytes at a time, and some time apart. */
        SLOWLY,
        /** Not to the end, and then nothing more, while the connection stays open. */
        STALLED;

        boolean isWhole() {
            return this == AT_ONCE || this == IN_DRIBLETS || this == LEFT || this == SLOWLY;
        }

        /** Whether nobody listens for an answer. */
        boolean isDeaf() {
            return this == RESET || this == LEFT;
        }
    }

    private record Header(String name, String value) {}

    String method;
    String target;
    String version = "HTTP/1.1";
    byte @Nullable [] body;
    Delivery delivery = Delivery.AT_ONCE;
    private final List<Header> headers = new ArrayList<>();

    Draft(String method, String target) {
        this.method = method;
        this.target = target;
    }

    void add(String name, String value) {
        headers.add(new Header(name, value));
    }

    void drop(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    }

    void replace(String name, String value) {
        drop(name);
        add(name, value);
    }

    /**
     * Whether a server may end the connection without a word: because the request never comes to its end, or because it is of a
     * version that nobody speaks, of which Tomcat does not wait to hear the rest.
     */
    boolean mayGoUnanswered() {
        boolean spoken = version.equals("HTTP/1.1") || version.equals("HTTP/1.0");
        return !delivery.isWhole() || delivery.isDeaf() || (delivery == Delivery.IN_DRIBLETS && !spoken);
    }

    /** The same bytes, delivered in another way. */
    Draft delivered(Delivery how) {
        Draft copy = new Draft(method, target);
        copy.version = version;
        copy.body = body;
        copy.headers.addAll(headers);
        copy.delivery = how;
        return copy;
    }

    /** Announces the body's length, and nothing where there is none. */
    void announceBody() {
        drop("Content-Length");
        if (body != null) {
            add("Content-Length", Integer.toString(body.length));
        }
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    /** The bytes to read: all that is not printable ASCII is escaped, and what is long is cut. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(delivery + "\n");
        byte[] bytes = bytes();
        for (int i = 0; i < Math.min(SHOWN_MAX, bytes.length); i++) {
            int b = bytes[i] & 0xFF;
            if (b == '\n') {
                text.append("\\n\n");
            } else if (b < ' ' || b > '~') {
                text.append("\\x%02x".formatted(b));
            } else {
                text.append((char) b);
            }
        }
        return text.append(bytes.length > SHOWN_MAX ? "… (%,d bytes)".formatted(bytes.length) : "")
                .toString();
    }
}
