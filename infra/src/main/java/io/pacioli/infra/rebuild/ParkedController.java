package io.pacioli.infra.rebuild;

import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.Run;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.parking.ParkedLedger;
import io.pacioli.projections.parking.ParkedLedgers;
import io.pacioli.projections.rebuild.Rebuilds;
import io.pacioli.query.Availability;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/**
 * Ledgers that projections pass over: listed, looked at, tried again, and skipped. What is asked for is done by a node that
 * projects, within seconds; asked again, it changes nothing, and its idempotency key is read and not remembered.
 */
@RestController
@ConditionalOnBooleanProperty(name = "pacioli.query.enabled", matchIfMissing = true)
@RequestMapping(path = "/v1/projections/{name}/parked-ledgers", produces = MediaType.APPLICATION_JSON_VALUE)
class ParkedController {

    private static final int LISTED_MAX = 1_000;

    private final ParkedLedgers parked;

    ParkedController(ParkedLedgers parked) {
        this.parked = parked;
    }

    @GetMapping
    void parkedLedgers(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<Projection> projections = Rebuilds.require(name);
        Parameters.of(request).refuseIfAny();
        send(response, HttpServletResponse.SC_OK, Availability.orUnavailable(() -> parked.of(projections, LISTED_MAX)));
    }

    @GetMapping("/{ledger}")
    void parkedLedger(
            @PathVariable String name,
            @PathVariable String ledger,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<Projection> projections = Rebuilds.require(name);
        LedgerId id = Paths.ledger(ledger);
        Parameters.of(request).refuseIfAny();
        send(response, HttpServletResponse.SC_OK, Availability.orUnavailable(() -> parked.of(projections, id)));
    }

    @PostMapping(path = "/retry", consumes = MediaType.APPLICATION_JSON_VALUE)
    void retryAll(@PathVariable String name, HttpServletRequest http, HttpServletResponse response) throws IOException {
        List<Projection> projections = Rebuilds.require(name);
        WriteRequest request = new WriteRequest(http, http.getRequestURI(), BodyLimits.SINGLE);
        request.read(RebuildForm::nothing);
        String by = request.identity().actor();
        answer(
                response,
                request,
                Availability.orUnavailable(() -> parked.retry(projections, null, by, isDry(request))));
    }

    @PostMapping(path = "/{ledger}/retry", consumes = MediaType.APPLICATION_JSON_VALUE)
    void retry(
            @PathVariable String name,
            @PathVariable String ledger,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        List<Projection> projections = Rebuilds.require(name);
        LedgerId id = Paths.ledger(ledger);
        WriteRequest request = new WriteRequest(http, http.getRequestURI(), BodyLimits.SINGLE);
        request.read(RebuildForm::nothing);
        String by = request.identity().actor();
        answer(response, request, Availability.orUnavailable(() -> parked.retry(projections, id, by, isDry(request))));
    }

    @PostMapping(path = "/{ledger}/skip", consumes = MediaType.APPLICATION_JSON_VALUE)
    void skip(
            @PathVariable String name,
            @PathVariable String ledger,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        List<Projection> projections = Rebuilds.require(name);
        LedgerId id = Paths.ledger(ledger);
        WriteRequest request = new WriteRequest(http, http.getRequestURI(), BodyLimits.SINGLE);
        String reason = request.read(RebuildForm::requiredReason);
        String by = request.identity().actor();
        answer(
                response,
                request,
                Availability.orUnavailable(() -> parked.skip(projections, id, reason, by, isDry(request))));
    }

    private static boolean isDry(WriteRequest request) {
        return request.run() == Run.DRY;
    }

    private static void answer(HttpServletResponse response, WriteRequest request, List<ParkedLedger> found)
            throws IOException {
        if (isDry(request)) {
            response.setHeader(Run.HEADER, "true");
        }
        send(response, HttpServletResponse.SC_ACCEPTED, found);
    }

    private static void send(HttpServletResponse response, int status, List<ParkedLedger> found) throws IOException {
        OperatorAnswer.send(response, status, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            found.forEach(each -> write(json, each));
            json.writeEndArray();
            json.writeNullProperty("next");
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, ParkedLedger parked) {
        json.writeStartObject();
        json.writeStringProperty("projection", parked.generation().projection().id());
        json.writeNumberProperty("generation", parked.generation().number());
        json.writeStringProperty("ledger", parked.ledger().slug());
        json.writeNumberProperty("position", parked.position());
        json.writeNumberProperty("journalNumber", parked.journalNumber());
        json.writeStringProperty("eventId", parked.eventId().toString());
        json.writeStringProperty("eventType", parked.eventType());
        json.writeStringProperty("cause", parked.cause());
        json.writeStringProperty("parkedAt", parked.parkedAt().toString());
        json.writeNumberProperty("retries", parked.retries());
        json.writeBooleanProperty("underWay", parked.wish() != null);
        json.writeEndObject();
    }
}
