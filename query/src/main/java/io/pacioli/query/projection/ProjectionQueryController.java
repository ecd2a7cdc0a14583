package io.pacioli.query.projection;

import io.pacioli.projections.progress.Progress;
import io.pacioli.projections.progress.ProjectionProgress;
import io.pacioli.query.Availability;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Shows how far each projection is behind the journal. */
@RestController
@RequestMapping(path = "/v1/projections", produces = MediaType.APPLICATION_JSON_VALUE)
class ProjectionQueryController {

    private static final int MILLIS_SCALE = 3;

    private final Progress progress;

    ProjectionQueryController(Progress progress) {
        this.progress = progress;
    }

    @GetMapping
    void projections(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters.of(request).refuseIfAny();
        List<ProjectionProgress> all = Availability.orUnavailable(progress::now);
        long position =
                all.stream().mapToLong(ProjectionProgress::position).min().orElseThrow();
        new JsonAnswer(request, response).send(position, new Page<>(all, null), ProjectionQueryController::write);
    }

    private static void write(JsonGenerator json, ProjectionProgress projection) {
        json.writeStartObject();
        json.writeStringProperty("name", projection.generation().projection().id());
        json.writeNumberProperty("generation", projection.generation().number());
        json.writeNumberProperty("position", projection.position());
        json.writeNumberProperty("lagEvents", projection.lagEvents());
        json.writeNumberProperty(
                "lagSeconds", BigDecimal.valueOf(projection.lag().toMillis(), MILLIS_SCALE));
        json.writeStringProperty("state", projection.state().word());
        json.writeEndObject();
    }
}
