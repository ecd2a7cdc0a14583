package io.pacioli.infra.web.openapi;

import io.pacioli.command.dispatch.RequestHeaders;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Completes what springdoc finds out about the API by itself. */
@Component
class ApiDescription implements OpenApiCustomizer {

    /** The version of the API, not of the software: it changes when clients have to. */
    private static final String VERSION = "1";

    @Override
    public void customise(OpenAPI api) {
        api.setInfo(new Info()
                .title("Pacioli")
                .version(VERSION)
                .description(
                        "A double-entry ledger. Every POST carries an Idempotency-Key: the same request again is answered as the"
                                + " first time and does nothing. Refusals are problems (RFC 9457) with stable codes: see /docs/errors.")
                .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
        // Relative, so that the document is the same wherever the service runs.
        api.setServers(List.of(new Server().url("/")));
        Components components = Optional.ofNullable(api.getComponents()).orElseGet(Components::new);
        api.setComponents(components);
        RequestSchemas.all().forEach(components::addSchemas);
        AnswerSchemas.all().forEach(components::addSchemas);
        addParameters(components);
        addHeaders(components);
        for (WriteOperation operation : WriteApi.OPERATIONS) {
            post(api, operation.path()).ifPresent(operation::describe);
        }
        sort(api);
    }

    /** Handlers and types are found in no certain order, and the document is compared with the committed one. */
    private static void sort(OpenAPI api) {
        if (api.getPaths() != null) {
            Paths sorted = new Paths();
            new TreeMap<>(api.getPaths()).forEach(sorted::addPathItem);
            api.setPaths(sorted);
        }
        api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
    }

    /** The operation as springdoc has found it; nothing on a node that takes no commands. */
    private static Optional<Operation> post(OpenAPI api, String path) {
        return Optional.ofNullable(api.getPaths()).map(paths -> paths.get(path)).map(item -> item.getPost());
    }

    private static void addParameters(Components components) {
        components.addParameters(
                "Ledger",
                new PathParameter()
                        .name("ledger")
                        .description("The ledger's id.")
                        .schema(RequestSchemas.ledgerId()));
        components.addParameters(
                "IdempotencyKey",
                header(
                                RequestHeaders.IDEMPOTENCY_KEY,
                                "1 to 255 visible ASCII characters, chosen by the client for each new request, remembered for ever.",
                                "order-1001")
                        .required(true));
        components.addParameters(
                "Actor",
                header(RequestHeaders.ACTOR, "Who is behind the request; stored with what it leads to.", "ann"));
        components.addParameters(
                "TraceParent",
                header(
                        "traceparent",
                        "Of which trace the request is part (W3C Trace Context).",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    private static Parameter header(String name, String description, String example) {
        return new HeaderParameter()
                .name(name)
                .description(description)
                .schema(Schemas.text(1, 255, description))
                .example(example);
    }

    private static void addHeaders(Components components) {
        components.addHeaders(
                "Location",
                new Header()
                        .description("Where what was made is found from now on.")
                        .schema(Schemas.format("uri-reference", "A path.")));
        components.addHeaders(
                "LedgerPosition",
                new Header()
                        .description("The position of what was recorded; a query that is given it answers for it.")
                        .schema(Schemas.number(1, "A position.")));
        components.addHeaders(
                "IdempotencyReplayed",
                new Header()
                        .description("There, and true, when the key was used before: nothing was done this time.")
                        .schema(Schemas.oneOf(List.of("true"), "There or absent.")));
    }
}
