package io.pacioli.command.dispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pacioli.command.form.BodyLimits;
import io.pacioli.command.form.Form;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.message.Tenant;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class WriteRequestTest {

    private static final String BODY = "{\"size\":1}";

    @Test
    void a_request_is_identified_by_its_headers_and_its_content() {
        MockHttpServletRequest http = http("{\"size\":1}");
        http.addHeader("Pacioli-Actor", new String("José".getBytes(UTF_8), ISO_8859_1));
        RequestTrace.putDown(http, "0af7651916cd43dd8448eb211c80319c");

        RequestIdentity identity = identity(http, "/v1/things");

        assertThat(identity.tenant()).isEqualTo(Tenant.DEFAULT);
        assertThat(identity.idempotencyKey()).isEqualTo("key-1");
        assertThat(identity.actor()).isEqualTo("José");
        assertThat(identity.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(identity.fingerprint()).matches("v1:[0-9a-f]{64}");
    }

    @Test
    void who_does_not_say_who_they_are_is_anonymous() {
        assertThat(identity(http(BODY), "/v1/things").actor()).isEqualTo("anonymous");
    }

    @Test
    void the_fingerprint_tells_meanings_apart_and_spellings_not() {
        String fingerprint =
                identity(http("{\"size\":1,\"name\":\"ä\"}"), "/v1/things").fingerprint();

        assertThat(identity(http("{ \"name\" : \"\\u00e4\",\n\"size\":1}"), "/v1/things")
                        .fingerprint())
                .isEqualTo(fingerprint);
        assertThat(identity(http("{\"size\":2,\"name\":\"ä\"}"), "/v1/things").fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(identity(http("{\"size\":1,\"name\":\"ä\"}"), "/v1/others").fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a key", "k\u0001", "k\u00e4", "k\u007f"})
    void a_key_is_visible_ascii(String key) {
        assertThat(violations(keyed(key))).containsExactly("Idempotency-Key IDEMPOTENCY_KEY_MALFORMED");
    }

    @Test
    void a_key_has_1_to_255_characters() {
        assertThat(violations(keyed("!"))).isEmpty();
        assertThat(violations(keyed("~".repeat(255)))).isEmpty();
        assertThat(violations(keyed("k".repeat(256)))).containsExactly("Idempotency-Key IDEMPOTENCY_KEY_TOO_LONG");
    }

    @Test
    void a_key_is_sent_exactly_once() {
        MockHttpServletRequest none = http(BODY);
        none.removeHeader("Idempotency-Key");

        assertThat(violations(none)).containsExactly("Idempotency-Key IDEMPOTENCY_KEY_MISSING");
        assertThat(violations(with(http -> http.addHeader("Idempotency-Key", "key-1"))))
                .containsExactly("Idempotency-Key IDEMPOTENCY_KEY_REPEATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0007b", "\u00ff"})
    void an_actor_is_text(String actor) {
        assertThat(violations(with(http -> http.addHeader("Pacioli-Actor", actor))))
                .containsExactly("Pacioli-Actor ACTOR_MALFORMED");
    }

    @Test
    void an_actor_has_up_to_128_characters_and_is_sent_once() {
        assertThat(violations(with(http -> http.addHeader("Pacioli-Actor", "a".repeat(128)))))
                .isEmpty();
        assertThat(violations(with(http -> http.addHeader("Pacioli-Actor", "a".repeat(129)))))
                .containsExactly("Pacioli-Actor ACTOR_MALFORMED");
        assertThat(violations(with(http -> {
                    http.addHeader("Pacioli-Actor", "ann");
                    http.addHeader("Pacioli-Actor", "bob");
                })))
                .containsExactly("Pacioli-Actor ACTOR_MALFORMED");
    }

    @Test
    void a_compressed_body_and_a_parameter_are_refused() {
        assertThat(violations(with(http -> http.addHeader("Content-Encoding", "gzip"))))
                .containsExactly("Content-Encoding CONTENT_ENCODING_UNSUPPORTED");
        assertThat(violations(with(http -> {
                    http.setQueryString("dryrun=true");
                    http.setParameter("dryrun", "true");
                })))
                .containsExactly("dryrun PARAMETER_UNKNOWN");
    }

    @Test
    void a_request_is_for_real_unless_it_says_otherwise_and_is_the_same_request_either_way() {
        MockHttpServletRequest dry = asking("true");
        WriteRequest request = new WriteRequest(dry, "/v1/things", BodyLimits.SINGLE);
        request.read(WriteRequestTest::size);

        assertThat(request.run()).isEqualTo(Run.DRY);
        assertThat(Run.isDry(dry)).isTrue();
        assertThat(request.identity()).isEqualTo(identity(http(BODY), "/v1/things"));
        for (MockHttpServletRequest real : List.of(http(BODY), asking("false"))) {
            assertThat(new WriteRequest(real, "/v1/things", BodyLimits.SINGLE).run())
                    .isEqualTo(Run.REAL);
            assertThat(Run.isDry(real)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "1", "yes", " true"})
    void a_dry_run_is_true_or_false(String value) {
        assertThat(violations(asking(value))).containsExactly("dryRun PARAMETER_MALFORMED");
    }

    @Test
    void a_dry_run_is_asked_for_once() {
        assertThat(violations(asking("true", "true"))).containsExactly("dryRun PARAMETER_MALFORMED");
    }

    private static MockHttpServletRequest asking(String... values) {
        return with(http -> {
            http.setQueryString("dryRun=" + String.join("&dryRun=", values));
            http.setParameter("dryRun", values);
        });
    }

    @Test
    void headers_and_fields_are_found_wrong_together() {
        MockHttpServletRequest http = http("{\"size\":\"one\",\"colour\":\"red\"}");
        http.removeHeader("Idempotency-Key");

        assertThat(violations(http))
                .containsExactly(
                        "Idempotency-Key IDEMPOTENCY_KEY_MISSING", "/size FIELD_TYPE_WRONG", "/colour FIELD_UNKNOWN");
    }

    @Test
    void a_body_that_is_announced_too_large_is_not_read() {
        MockHttpServletRequest http = new MockHttpServletRequest("POST", "/v1/things") {
            @Override
            public long getContentLengthLong() {
                return 1_048_577;
            }

            @Override
            public ServletInputStream getInputStream() {
                throw new AssertionError("was read");
            }
        };

        assertThat(refused(http).code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    }

    @Test
    void a_body_of_unknown_length_is_read_up_to_its_limit_and_no_further() {
        Endless endless = new Endless();
        MockHttpServletRequest http = new MockHttpServletRequest("POST", "/v1/things") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }

            @Override
            public ServletInputStream getInputStream() {
                return endless;
            }
        };

        assertThat(refused(http).code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
        assertThat(endless.read).isEqualTo(BodyLimits.SINGLE.bytesMax() + 1);
    }

    @Test
    void a_body_that_ends_early_is_refused() {
        MockHttpServletRequest http = new MockHttpServletRequest("POST", "/v1/things") {
            @Override
            public long getContentLengthLong() {
                return 100;
            }
        };
        http.setContent(BODY.getBytes(UTF_8));

        assertThat(refused(http).code()).isEqualTo(ProblemCode.REQUEST_TIMED_OUT);
    }

    private static final class Endless extends ServletInputStream {
        int read;

        @Override
        public int read() {
            read++;
            return ' ';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            read += length;
            return length;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static MockHttpServletRequest http(String body) {
        MockHttpServletRequest http = new MockHttpServletRequest("POST", "/v1/things");
        http.addHeader("Idempotency-Key", "key-1");
        http.setContent(body.getBytes(UTF_8));
        return http;
    }

    private static MockHttpServletRequest with(Consumer<MockHttpServletRequest> change) {
        MockHttpServletRequest http = http(BODY);
        change.accept(http);
        return http;
    }

    private static MockHttpServletRequest keyed(String key) {
        return with(http -> {
            http.removeHeader("Idempotency-Key");
            http.addHeader("Idempotency-Key", key);
        });
    }

    private static RequestIdentity identity(MockHttpServletRequest http, String path) {
        WriteRequest request = new WriteRequest(http, path, BodyLimits.SINGLE);
        request.read(WriteRequestTest::size);
        return request.identity();
    }

    private static List<String> violations(MockHttpServletRequest http) {
        try {
            identity(http, "/v1/things");
            return List.of();
        } catch (RequestRefused refused) {
            return refused.violations().stream()
                    .map(violation -> violation.pointer() + " " + violation.code())
                    .toList();
        }
    }

    private static RequestRefused refused(MockHttpServletRequest http) {
        return catchThrowableOfType(RequestRefused.class, () -> identity(http, "/v1/things"));
    }

    private static @Nullable Integer size(Form form) {
        Integer size = form.optionalInteger("size", 0, 9, ProblemCode.VALUE_UNKNOWN);
        form.optional("name", (text, _, _) -> text);
        form.end();
        return form.isSound() ? size : null;
    }
}
