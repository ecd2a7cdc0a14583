package io.pacioli.infra.web.openapi;

import io.pacioli.domain.decision.ProblemCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.stream.Stream;

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

    private static final List<RequestParameter> PARAMETERS_OF_EVERY_POST = List.of(
            RequestParameter.DRY_RUN,
            RequestParameter.IDEMPOTENCY_KEY,
            RequestParameter.ACTOR,
            RequestParameter.TRACE_PARENT);

    private static final List<ProblemCode> CODES_OF_EVERY_POST = List.of(
            ProblemCode.INVALID_REQUEST,
            ProblemCode.PARAMETER_MALFORMED,
            ProblemCode.PARAMETER_UNKNOWN,
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
        Stream<RequestParameter> ofPath = Stream.of(
                        RequestParameter.LEDGER, RequestParameter.ACCOUNT, RequestParameter.TRANSACTION)
                .filter(parameter -> parameter.isIn(path));
        Stream<RequestParameter> ofChange = isChange() ? Stream.of(RequestParameter.IF_MATCH) : Stream.empty();
        operation.setParameters(Stream.of(ofPath, ofChange, PARAMETERS_OF_EVERY_POST.stream())
                .flatMap(parameters -> parameters)
                .map(RequestParameter::reference)
                .toList());
        operation.setRequestBody(new RequestBody().required(true).content(Responses.json(takes, takesExample)));
        operation.setResponses(responses());
    }

    /** Whether it changes an account or a ledger, of which If-Match may name the version. */
    private boolean isChange() {
        return path.contains("/accounts/{path}/") || path.matches(".*/(currencies|period-closings|period-reopenings)");
    }

    private boolean opensAccountOrLedger() {
        return path.endsWith("/accounts") || path.endsWith("/ledgers");
    }

    private ApiResponses responses() {
        ApiResponses responses = new ApiResponses();
        ApiResponse success = new ApiResponse()
                .description(
                        made
                                ? "It is recorded, now or when the key was used first, or it was a dry run and would have been."
                                : "It is done, now or when the key was used first, or in a dry run would have been.")
                .content(Responses.json(answers, answersExample));
        ResponseHeader.LEDGER_POSITION.addTo(success);
        ResponseHeader.IDEMPOTENCY_REPLAYED.addTo(success);
        ResponseHeader.DRY_RUN.addTo(success);
        if (isChange() || opensAccountOrLedger()) {
            ResponseHeader.VERSION_TAG.addTo(success);
        }
        if (made) {
            ResponseHeader.LOCATION.addTo(success);
        }
        responses.addApiResponse(made ? "201" : "200", success);
        Stream<ProblemCode> ofChange =
                isChange() ? Stream.of(ProblemCode.IF_MATCH_MALFORMED, ProblemCode.VERSION_MISMATCH) : Stream.empty();
        Responses.addProblems(
                responses,
                Stream.of(CODES_OF_EVERY_POST.stream(), codes.stream(), ofChange)
                        .flatMap(each -> each));
        return responses;
    }
}
