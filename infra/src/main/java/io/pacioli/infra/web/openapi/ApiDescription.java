package io.pacioli.infra.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
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
                                + " first time and does nothing. Every answer carries a Ledger-Position: a GET that is given it shows"
                                + " all that was recorded until there. Lists come in pages: next is the cursor of the next. Refusals are problems (RFC 9457) with stable codes: see /docs/errors.")
                .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
        // Relative, so that the document is the same wherever the service runs.
        api.setServers(List.of(new Server().url("/")));
        Components components = Optional.ofNullable(api.getComponents()).orElseGet(Components::new);
        api.setComponents(components);
        RequestSchemas.all().forEach(components::addSchemas);
        AnswerSchemas.all().forEach(components::addSchemas);
        ReadSchemas.all().forEach(components::addSchemas);
        OperatorSchemas.all().forEach(components::addSchemas);
        RequestParameter.addAll(components);
        ResponseHeader.addAll(components);
        api.setTags(List.of(
                new Tag().name(WriteApi.TAG).description("What is to happen, each once."),
                new Tag().name(ReadApi.TAG).description("What has happened, and what came of it."),
                new Tag().name(OperatorApi.TAG).description("What keeps the service in shape.")));
        for (WriteOperation operation : WriteApi.OPERATIONS) {
            at(api, operation.path()).map(PathItem::getPost).ifPresent(operation::describe);
        }
        for (ReadOperation operation : ReadApi.OPERATIONS) {
            at(api, operation.path()).map(PathItem::getGet).ifPresent(operation::describe);
        }
        for (OperatorOperation operation : OperatorApi.OPERATIONS) {
            at(api, operation.path()).map(operation::in).ifPresent(operation::describe);
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

    /** What springdoc has found at a path; nothing on a node without the side that is there. */
    private static Optional<PathItem> at(OpenAPI api, String path) {
        return Optional.ofNullable(api.getPaths()).map(paths -> paths.get(path));
    }
}
