package io.pacioli.infra.rebuild;

import io.pacioli.command.dispatch.RequestIdentity;
import io.pacioli.command.dispatch.Run;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.command.form.Form;
import io.pacioli.projections.rebuild.Rebuild;
import io.pacioli.projections.rebuild.RebuildRequest;
import io.pacioli.projections.rebuild.Rebuilds;
import io.pacioli.query.Availability;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rebuilds of read tables: begun, followed and decided about.
 *
 * <p>A request to begin one is remembered under its idempotency key. The others say what is to be, so that sent again they find it
 * so and change nothing; their keys are read and not remembered.
 */
@RestController
@ConditionalOnBooleanProperty(name = "pacioli.query.enabled", matchIfMissing = true)
@RequestMapping(path = "/v1/projections/{name}/rebuilds", produces = MediaType.APPLICATION_JSON_VALUE)
class RebuildController {

    private static final int LISTED_MAX = 100;

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @GetMapping
    void rebuilds(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters.of(request).refuseIfAny();
        List<Rebuild> found = Availability.orUnavailable(() -> rebuilds.of(name, LISTED_MAX));
        OperatorAnswer.send(response, HttpServletResponse.SC_OK, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            found.forEach(rebuild -> RebuildJson.write(json, rebuild));
            json.writeEndArray();
            json.writeNullProperty("next");
            json.writeEndObject();
        });
    }

    @GetMapping("/{id}")
    void rebuild(
            @PathVariable String name,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters.of(request).refuseIfAny();
        send(response, HttpServletResponse.SC_OK, Availability.orUnavailable(() -> rebuilds.find(name, id)));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    void begin(@PathVariable String name, HttpServletRequest http, HttpServletResponse response) throws IOException {
        WriteRequest request = new WriteRequest(http, http.getRequestURI(), BodyLimits.SINGLE);
        RebuildForm.Wanted wanted = request.read(RebuildForm::wanted);
        RequestIdentity identity = request.identity();
        Rebuilds.Requested requested = Availability.orUnavailable(() -> rebuilds.request(
                name,
                new RebuildRequest(
                        wanted.automatic(),
                        wanted.eventsPerSecondMax(),
                        identity.actor(),
                        identity.idempotencyKey(),
                        identity.fingerprint()),
                isDry(request)));
        if (isDry(request)) {
            response.setHeader(Run.HEADER, "true");
        } else {
            response.setHeader(
                    "Location",
                    "/v1/projections/%s/rebuilds/%d"
                            .formatted(name, requested.rebuild().id()));
        }
        if (requested.replayed()) {
            response.setHeader("Idempotency-Replayed", "true");
        }
        send(response, HttpServletResponse.SC_ACCEPTED, requested.rebuild());
    }

    @PostMapping(path = "/{id}/pause", consumes = MediaType.APPLICATION_JSON_VALUE)
    void pause(
            @PathVariable String name, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        decide(
                http,
                response,
                HttpServletResponse.SC_OK,
                RebuildForm::nothing,
                (nothing, by, dry) -> rebuilds.pause(name, id, dry));
    }

    @PostMapping(path = "/{id}/resume", consumes = MediaType.APPLICATION_JSON_VALUE)
    void resume(
            @PathVariable String name, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        decide(
                http,
                response,
                HttpServletResponse.SC_OK,
                RebuildForm::nothing,
                (nothing, by, dry) -> rebuilds.resume(name, id, dry));
    }

    @PostMapping(path = "/{id}/throttle", consumes = MediaType.APPLICATION_JSON_VALUE)
    void throttle(
            @PathVariable String name, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        decide(
                http,
                response,
                HttpServletResponse.SC_OK,
                RebuildForm::throttle,
                (throttle, by, dry) -> rebuilds.throttle(name, id, throttle.eventsPerSecondMax(), dry));
    }

    @PostMapping(path = "/{id}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
    void cancel(
            @PathVariable String name, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        decide(
                http,
                response,
                HttpServletResponse.SC_OK,
                RebuildForm::nothing,
                (nothing, by, dry) -> rebuilds.cancel(name, id, by, dry));
    }

    @PostMapping(path = "/{id}/switch", consumes = MediaType.APPLICATION_JSON_VALUE)
    void switchTo(
            @PathVariable String name, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        decide(
                http,
                response,
                HttpServletResponse.SC_ACCEPTED,
                RebuildForm::reason,
                (reason, by, dry) -> rebuilds.switchTo(name, id, reason.text(), by, dry));
    }

    @PostMapping(path = "/{id}/switch-back", consumes = MediaType.APPLICATION_JSON_VALUE)
    void switchBack(
            @PathVariable String name, @PathVariable String id, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        decide(
                http,
                response,
                HttpServletResponse.SC_ACCEPTED,
                RebuildForm::reason,
                (reason, by, dry) -> rebuilds.switchBack(name, id, reason.text(), by, dry));
    }

    private interface Decision<T> {
        Rebuild take(T wanted, String by, boolean dry);
    }

    private static <T> void decide(
            HttpServletRequest http,
            HttpServletResponse response,
            int status,
            Function<Form, @Nullable T> form,
            Decision<T> decision)
            throws IOException {
        WriteRequest request = new WriteRequest(http, http.getRequestURI(), BodyLimits.SINGLE);
        T wanted = request.read(form);
        String by = request.identity().actor();
        Rebuild decided = Availability.orUnavailable(() -> decision.take(wanted, by, isDry(request)));
        if (isDry(request)) {
            response.setHeader(Run.HEADER, "true");
        }
        send(response, status, decided);
    }

    private static boolean isDry(WriteRequest request) {
        return request.run() == Run.DRY;
    }

    private static void send(HttpServletResponse response, int status, Rebuild rebuild) throws IOException {
        OperatorAnswer.send(response, status, json -> RebuildJson.write(json, rebuild));
    }
}
