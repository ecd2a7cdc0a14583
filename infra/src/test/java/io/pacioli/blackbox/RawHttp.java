package io.pacioli.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;

/** Sends bytes to a server just as they are, well-formed HTTP or not, and no more, and reads whatever comes back until it closes. */
final class RawHttp {

    private static final int READ_WAIT_MILLIS_MAX = 10_000;

    private RawHttp() {}

    static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(READ_WAIT_MILLIS_MAX);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
