package io.pacioli.infra.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.function.IntConsumer;

/** A body that tells how many bytes of it have come, each time that some have. */
final class CountedInputStream extends ServletInputStream {

    private final ServletInputStream body;
    private final IntConsumer arrived;

    CountedInputStream(ServletInputStream body, IntConsumer arrived) {
        this.body = body;
        this.arrived = arrived;
    }

    @Override
    public int read() throws IOException {
        int b = body.read();
        if (b >= 0) {
            arrived.accept(1);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = body.read(bytes, offset, length);
        if (count > 0) {
            arrived.accept(count);
        }
        return count;
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
