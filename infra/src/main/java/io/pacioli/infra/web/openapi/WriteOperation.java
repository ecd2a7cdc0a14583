package io.pacioli.infra.web.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.infra.web.ProblemStatus;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a POST takes and answers.
 *
 * @param path of the API, its parameters in braces
 * @param made whether it makes a thing, which is answered by 201 and found at a location, or does something, which is a 200
 * @param codes with which it may be refused, beside those of every POST
 */
record WriteOperation(
        String path,
        String name,
        String summary,
        String description,
        String takes,
        String takesExample,
        boolean made,
        String answers,
        String answersExample,
        List<ProblemCode> codes) {

    private static final List<ProblemCode> CODES_OF_EVERY_POST = List.of(
            ProblemCode.INVALID_REQUEST,
            ProblemCode.IDEMPOTENCY_KEY_MISSING,
            ProblemCode.JSON_MALFORMED,
            ProblemCode.FIELD_MISSING,
            ProblemCode.FIELD_UNKNOWN,
            ProblemCode.FIELD_TYPE_WRONG,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.CONTENT_TYPE_UNSUPPORTED,
            ProblemCode.IDEMPOTENCY_KEY_REUSED,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.QUEUE_FULL,
            ProblemCode.DATABASE_UNAVAILABLE,
            ProblemCode.DECISION_TIMED_OUT);

    /** Says it all about an operation of which only the place is known. */
    void describe(Operation operation) {
        operation.setOperationId(name);
        operation.setTags(List.of(WriteApi.TAG));
        operation.setSummary(summary);
        operation.setDescription(description);
        List<Parameter> parameters = new ArrayList<>();
        if (path.contains("{ledger}")) {
            parameters.add(parameter("Ledger"));
        }
        parameters.addAll(List.of(parameter("IdempotencyKey"), parameter("Actor"), parameter("TraceParent")));
        operation.setParameters(parameters);
        operation.setRequestBody(
                new RequestBody().required(true).content(json("application/json", takes, takesExample)));
        operation.setResponses(responses());
    }

    private static Parameter parameter(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    private ApiResponses responses() {
        ApiResponses responses = new ApiResponses();
        ApiResponse success = new ApiResponse()
                .description(
                        made ? "It is recorded, now or when the key was used first." : "It is done; see each result.")
                .content(json("application/json", answers, answersExample))
                .addHeaderObject("Ledger-Position", header("LedgerPosition"))
                .addHeaderObject("Idempotency-Replayed", header("IdempotencyReplayed"));
        if (made) {
            success.addHeaderObject("Location", header("Location"));
        }
        responses.addApiResponse(made ? "201" : "200", success);
        Stream.concat(CODES_OF_EVERY_POST.stream(), codes.stream())
                .collect(groupingBy(code -> ProblemStatus.of(code).value(), TreeMap::new, joiningCodes()))
                .forEach((status, text) -> responses.addApiResponse(Integer.toString(status), problem(text)));
        return responses;
    }

    private static Collector<ProblemCode, ?, String> joiningCodes() {
        return mapping(code -> "`%s`: %s".formatted(code.name(), code.meaning()), joining("\n\n"));
    }

    private static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(Schemas.ref(AnswerSchemas.PROBLEM))));
    }

    private static Content json(String type, String schema, String example) {
        return new Content()
                .addMediaType(
                        type,
                        new MediaType()
                                .schema(Schemas.ref(schema))
                                .example(JsonMapper.shared().readValue(example, Object.class)));
    }
}
