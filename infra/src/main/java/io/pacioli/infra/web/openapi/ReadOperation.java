package io.pacioli.infra.web.openapi;

import io.pacioli.domain.decision.ProblemCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a GET takes and answers.
 *
 * @param path of the API, its parameters in braces
 * @param parameters all that it takes but what every request takes; If-None-Match says that its answers have an ETag
 * @param codes with which it may be refused, beside those of every GET and those of its parameters
 */
record ReadOperation(
        String path,
        String name,
        String summary,
        String description,
        List<RequestParameter> parameters,
        String answers,
        String answersExample,
        List<ProblemCode> codes) {

    private static final List<ProblemCode> CODES_OF_EVERY_GET = List.of(
            ProblemCode.INVALID_REQUEST,
            ProblemCode.PARAMETER_UNKNOWN,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.QUERY_UNAVAILABLE,
            ProblemCode.PROJECTION_BUILDING,
            ProblemCode.SHUTTING_DOWN);

    /** Says it all about an operation of which only the place is known. */
    void describe(Operation operation) {
        operation.setOperationId(name);
        operation.setTags(List.of(ReadApi.TAG));
        operation.setSummary(summary);
        operation.setDescription(description);
        operation.setParameters(Stream.concat(parameters.stream(), Stream.of(RequestParameter.TRACE_PARENT))
                .map(RequestParameter::reference)
                .toList());
        operation.setResponses(responses());
    }

    private ApiResponses responses() {
        ApiResponses responses = new ApiResponses();
        ApiResponse success =
                new ApiResponse().description("What is asked for.").content(Responses.json(answers, answersExample));
        ResponseHeader.POSITION_SHOWN.addTo(success);
        responses.addApiResponse("200", success);
        if (parameters.contains(RequestParameter.IF_NONE_MATCH)) {
            ApiResponse unchanged = new ApiResponse().description("The client has it already; there is no body.");
            ResponseHeader.POSITION_SHOWN.addTo(unchanged);
            for (ApiResponse response : List.of(success, unchanged)) {
                ResponseHeader.ETAG.addTo(response);
                ResponseHeader.CACHE_CONTROL.addTo(response);
            }
            responses.addApiResponse("304", unchanged);
        }
        Stream<ProblemCode> codesOfParameters = parameters.stream().flatMap(parameter -> parameter.codes().stream());
        Responses.addProblems(
                responses,
                Stream.of(CODES_OF_EVERY_GET.stream(), codesOfParameters, codes.stream())
                        .flatMap(each -> each));
        return responses;
    }
}
