package io.pacioli.blackbox.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.random.RandomGenerator;

/** Sends the bytes of a request as they are, in the way that it asks for, and reads whatever is answered until the end. */
final class Wire {

    private static final int ANSWER_WAIT_MILLIS_MAX = 20_000;
    private static final int DRIBLETS_MAX = 40;
    private static final int BETWEEN_SLOW_DRIBLETS_MILLIS = 20;

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    /**
     * What a server has said.
     *
     * @param text its bytes as Latin-1
     * @param broken whether its answer may be lost: it closed while there was still something to read for it, or nobody listened
     */
    record Heard(String text, boolean broken) {}

    Heard exchange(Draft draft, RandomGenerator random) throws IOException {
        byte[] request = draft.bytes();
        int end = draft.delivery.isWhole() ? request.length : random.nextInt(request.length);
        try (Socket socket = new Socket("localhost", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_WAIT_MILLIS_MAX);
            boolean broken = false;
            try {
                send(request, end, draft.delivery, socket, random);
            } catch (SocketException e) {
                // It has heard enough, and may have said why.
                broken = true;
            }
            if (draft.delivery.isDeaf()) {
                if (draft.delivery == Draft.Delivery.RESET || random.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
                return new Heard("", true);
            }
            return listen(socket, broken);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no end of an answer within %,d ms".formatted(ANSWER_WAIT_MILLIS_MAX), e);
        }
    }

    private static void send(byte[] request, int end, Draft.Delivery delivery, Socket socket, RandomGenerator random)
            throws IOException {
        boolean inDriblets = delivery == Draft.Delivery.IN_DRIBLETS || delivery == Draft.Delivery.SLOWLY;
        int step = inDriblets ? Math.max(1, end / random.nextInt(2, DRIBLETS_MAX)) : end;
        for (int from = 0; from < end; from += step) {
            socket.getOutputStream().write(request, from, Math.min(step, end - from));
            if (delivery == Draft.Delivery.SLOWLY) {
                pause();
            }
        }
        if (!delivery.isDeaf() && delivery != Draft.Delivery.STALLED) {
            socket.shutdownOutput();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_SLOW_DRIBLETS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Heard listen(Socket socket, boolean broken) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
            return new Heard(answer.toString(ISO_8859_1), broken);
        } catch (SocketException e) {
            return new Heard(answer.toString(ISO_8859_1), true);
        }
    }
}
