package io.pacioli.infra.cli.journalfile;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes the lines of a journal file. */
final class JournalFileWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final MessageDigest digest = Format.sha256();
    private final OutputStream out;

    /** @param out buffered; it is left open */
    JournalFileWriter(OutputStream out) {
        this.out = new DigestOutputStream(out, digest);
    }

    void header(Collection<LedgerId> ledgers, long events) throws IOException {
        line(json -> {
            json.writeStringProperty(Format.FORMAT, Format.NAME);
            json.writeNumberProperty(Format.VERSION_FIELD, Format.VERSION);
            json.writeArrayPropertyStart(Format.LEDGERS);
            ledgers.forEach(ledger -> json.writeString(ledger.slug()));
            json.writeEndArray();
            json.writeNumberProperty(Format.EVENTS, events);
        });
    }

    void event(ChainedEvent chained) throws IOException {
        StoredEvent event = chained.event();
        JsonBytes erasable = event.encoded().erasable();
        line(json -> {
            json.writeStringProperty(Format.LEDGER, event.ledger().slug());
            json.writeNumberProperty(Format.JOURNAL_NUMBER, event.journalNumber());
            json.writeStringProperty(Format.ID, event.eventId().toString());
            json.writeStringProperty(Format.TYPE, event.encoded().type());
            json.writeNumberProperty(Format.REVISION, event.encoded().revision());
            json.writeStringProperty(Format.RECORDED_AT, Format.text(event.recordedAt()));
            document(json, Format.PAYLOAD, event.encoded().payload());
            if (erasable != null) {
                document(json, Format.ERASABLE, erasable);
            }
            document(json, Format.METADATA, event.metadata());
            json.writeStringProperty(Format.HASH, chained.hash());
        });
    }

    /** As text: the bytes that were hashed have to come out again, spaces and order and all. */
    private static void document(JsonGenerator json, String name, JsonBytes document) {
        json.writeName(name);
        json.writeUTF8String(document.utf8(), 0, document.length());
    }

    void end(Chains chains) throws IOException {
        String before = HexFormat.of().formatHex(digest.digest());
        line(json -> {
            json.writeStringProperty(Format.END, Format.NAME);
            json.writeNumberProperty(Format.EVENTS, chains.events());
            json.writeArrayPropertyStart(Format.LEDGERS);
            for (Map.Entry<LedgerId, Chains.Tip> ledger : chains.tips().entrySet()) {
                json.writeStartObject();
                json.writeStringProperty(Format.LEDGER, ledger.getKey().slug());
                json.writeNumberProperty(Format.EVENTS, ledger.getValue().events());
                json.writeStringProperty(Format.HASH, ledger.getValue().hash());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringProperty(Format.SHA256, before);
        });
    }

    private void line(Consumer<JsonGenerator> fields) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        } catch (JacksonException e) {
            // What fails here is the stream below, a full disk say.
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
        }
        out.write('\n');
    }
}
