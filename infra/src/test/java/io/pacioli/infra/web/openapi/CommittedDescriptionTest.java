package io.pacioli.infra.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.blackbox.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A change of the API is seen in review: its description is committed, and this is the one that the service serves. */
class CommittedDescriptionTest {

    private static final Path COMMITTED = Path.of("../docs/openapi.json");
    private static final String REGENERATE =
            "./mvnw -pl infra -am test -Dtest=CommittedDescriptionTest -Dsurefire.failIfNoSpecifiedTests=false -Dpacioli.docs=write";

    @Test
    void the_committed_description_is_the_one_that_is_served() throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        String served = mapper.writeValueAsString(
                        Service.shared().get("/v3/api-docs").expect(200).json())
                + "\n";
        if ("write".equals(System.getProperty("pacioli.docs"))) {
            Files.writeString(COMMITTED, served);
        }

        assertThat(COMMITTED).as("to write it anew: " + REGENERATE).hasContent(served);
    }
}
