package io.pacioli.infra.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JsonBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The stored form of an event as it was when its revision was made: line 1 is the payload, line 2, where there is one, the
 * erasable document with a salt of zeros.
 */
record GoldenFile(String name) {

    static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA";

    EncodedEvent read() {
        String[] parts = name.split("\\.", 3);
        List<String> lines = lines();
        return new EncodedEvent(
                parts[0],
                Integer.parseInt(parts[1]),
                JsonBytes.of(lines.getFirst()),
                lines.size() < 2 ? null : JsonBytes.of(lines.get(1)));
    }

    private List<String> lines() {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/journal/" + name + ".jsonl")) {
            if (file == null) {
                throw new IllegalStateException("There is no golden file for " + name);
            }
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
