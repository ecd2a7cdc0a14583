package io.pacioli.infra.web.openapi;

import io.pacioli.command.dispatch.Run;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.function.Supplier;

/** The headers of answers, each said once. */
final class ResponseHeader {

    static final ResponseHeader LOCATION = new ResponseHeader(
            "Location",
            "Location",
            "Where what was made is found from now on. Absent in a dry run.",
            () -> Schemas.format("uri-reference", "A path."),
            "/v1/ledgers/shop");
    static final ResponseHeader LEDGER_POSITION = new ResponseHeader(
            "LedgerPosition",
            "Ledger-Position",
            "The position of what was recorded; a query that is given it answers for it. Absent in a dry run.",
            () -> Schemas.number(1, "A position."),
            6);
    static final ResponseHeader POSITION_SHOWN = new ResponseHeader(
            "PositionShown",
            "Ledger-Position",
            "For which position of the journal the answer is right: it shows all that was recorded until there, and nothing later.",
            () -> Schemas.number(0, "A position; 0 before anything was recorded."),
            6);
    static final ResponseHeader IDEMPOTENCY_REPLAYED = new ResponseHeader(
            "IdempotencyReplayed",
            "Idempotency-Replayed",
            "There, and true, when the key was used before: nothing was done this time.",
            () -> Schemas.oneOf(List.of("true"), "There or absent."),
            "true");
    static final ResponseHeader DRY_RUN = new ResponseHeader(
            "DryRun",
            Run.HEADER,
            "There, and true, when the request was only tried out, with a problem too: nothing was stored.",
            () -> Schemas.oneOf(List.of("true"), "There or absent."),
            "true");
    static final ResponseHeader ETAG = new ResponseHeader(
            "ETag",
            "ETag",
            "Names the state that is shown; a request that carries it as If-None-Match is not sent the same again.",
            () -> Schemas.pattern("^\"[!-~]+\"$", "Opaque, in double quotes."),
            "\"1-6\"");
    static final ResponseHeader VERSION_TAG = new ResponseHeader(
            "VersionTag",
            "ETag",
            "Names the state that the account, or the ledger, has come to; to be sent as If-Match with the next change. Absent in a dry"
                    + " run.",
            () -> Schemas.pattern("^\"v[0-9]+\"$", "The version, in double quotes."),
            "\"v1\"");
    static final ResponseHeader CACHE_CONTROL = new ResponseHeader(
            "CacheControl",
            "Cache-Control",
            "The client may keep the answer for itself, and has to ask whether it still holds.",
            () -> Schemas.oneOf(List.of("private, no-cache"), "Always the same."),
            "private, no-cache");
    static final ResponseHeader RETRY_AFTER = new ResponseHeader(
            "RetryAfter",
            "Retry-After",
            "After how many seconds to send the request again.",
            () -> Schemas.number(0, "Seconds."),
            1);

    private static final List<ResponseHeader> ALL = List.of(
            LOCATION,
            LEDGER_POSITION,
            POSITION_SHOWN,
            IDEMPOTENCY_REPLAYED,
            DRY_RUN,
            ETAG,
            VERSION_TAG,
            CACHE_CONTROL,
            RETRY_AFTER);

    private final String component;
    private final String header;
    private final String description;
    private final Supplier<Schema<?>> schema;
    private final Object example;

    ResponseHeader(String component, String header, String description, Supplier<Schema<?>> schema, Object example) {
        this.component = component;
        this.header = header;
        this.description = description;
        this.schema = schema;
        this.example = example;
    }

    static void addAll(Components components) {
        for (ResponseHeader each : ALL) {
            components.addHeaders(
                    each.component,
                    new Header()
                            .description(each.description)
                            .schema(each.schema.get())
                            .example(each.example));
        }
    }

    void addTo(ApiResponse response) {
        response.addHeaderObject(header, new Header().$ref("#/components/headers/" + component));
    }
}
