package io.pacioli.infra.web.openapi;

import io.pacioli.domain.decision.ProblemCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for or does.
 *
 * @param takes the body of a POST; null for a GET
 * @param status of an answer when all is well
 * @param codes with which it may be refused, beside those of every such request
 */
record OperatorOperation(
        String path,
        String name,
        String summary,
        String description,
        @Nullable String takes,
        String takesExample,
        int status,
        String answers,
        String answersExample,
        List<ProblemCode> codes) {

    private static final List<ProblemCode> CODES_OF_ALL = List.of(
            ProblemCode.PROJECTION_NOT_FOUND,
            ProblemCode.PARAMETER_UNKNOWN,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.QUERY_UNAVAILABLE,
            ProblemCode.SHUTTING_DOWN);

    private static final List<ProblemCode> CODES_OF_EVERY_POST = List.of(
            ProblemCode.INVALID_REQUEST,
            ProblemCode.PARAMETER_MALFORMED,
            ProblemCode.IDEMPOTENCY_KEY_MISSING,
            ProblemCode.JSON_MALFORMED,
            ProblemCode.FIELD_UNKNOWN,
            ProblemCode.FIELD_TYPE_WRONG,
            ProblemCode.VALUE_UNKNOWN,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.CONTENT_TYPE_UNSUPPORTED);

    String method() {
        return takes == null ? "GET" : "POST";
    }

    @Nullable
    Operation in(PathItem item) {
        return takes == null ? item.getGet() : item.getPost();
    }

    /** Says it all about an operation of which only the place is known. */
    void describe(Operation operation) {
        operation.setOperationId(name);
        operation.setTags(List.of(OperatorApi.TAG));
        operation.setSummary(summary);
        operation.setDescription(description);
        Stream<RequestParameter> ofPath = Stream.of(
                        RequestParameter.PROJECTION, RequestParameter.REBUILD, RequestParameter.LEDGER)
                .filter(parameter -> parameter.isIn(path));
        Stream<RequestParameter> others = takes == null
                ? Stream.of(RequestParameter.TRACE_PARENT)
                : Stream.of(
                        RequestParameter.DRY_RUN,
                        RequestParameter.IDEMPOTENCY_KEY,
                        RequestParameter.ACTOR,
                        RequestParameter.TRACE_PARENT);
        operation.setParameters(
                Stream.concat(ofPath, others).map(RequestParameter::reference).toList());
        if (takes != null) {
            operation.setRequestBody(new RequestBody().required(true).content(Responses.json(takes, takesExample)));
        }
        operation.setResponses(responses());
    }

    private ApiResponses responses() {
        ApiResponse success = new ApiResponse()
                .description(status == 202 ? "It will be done." : "As it is now.")
                .content(Responses.json(answers, answersExample));
        if (takes != null) {
            ResponseHeader.DRY_RUN.addTo(success);
        }
        if (name.equals(OperatorApi.BEGIN)) {
            ResponseHeader.LOCATION.addTo(success);
            ResponseHeader.IDEMPOTENCY_REPLAYED.addTo(success);
        }
        ApiResponses responses = new ApiResponses();
        responses.addApiResponse(Integer.toString(status), success);
        Responses.addProblems(
                responses,
                Stream.of(
                                CODES_OF_ALL.stream(),
                                takes == null ? Stream.<ProblemCode>empty() : CODES_OF_EVERY_POST.stream(),
                                codes.stream())
                        .flatMap(each -> each));
        return responses;
    }
}
