package io.pacioli.infra.web.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.infra.web.ProblemStatus;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** What operations answer, put in the same way wherever it is the same. */
final class Responses {

    private Responses() {}

    static Content json(String schema, String example) {
        return new Content()
                .addMediaType(
                        "application/json",
                        new MediaType()
                                .schema(Schemas.ref(schema))
                                .example(JsonMapper.shared().readValue(example, Object.class)));
    }

    /** Adds a response for each status with which one of these codes is answered. */
    static void addProblems(ApiResponses responses, Stream<ProblemCode> codes) {
        codes.distinct()
                .collect(groupingBy(ProblemStatus::of, TreeMap::new, joiningCodes()))
                .forEach((status, text) ->
                        responses.addApiResponse(Integer.toString(status.value()), problem(status, text)));
    }

    private static Collector<ProblemCode, ?, String> joiningCodes() {
        return mapping(code -> "`%s`: %s".formatted(code.name(), code.meaning()), joining("\n\n"));
    }

    private static ApiResponse problem(HttpStatus status, String description) {
        ApiResponse response = new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(Schemas.ref(AnswerSchemas.PROBLEM))));
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            ResponseHeader.RETRY_AFTER.addTo(response);
        }
        return response;
    }
}
