package io.pacioli.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.decision.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorCatalogueTest {

    private static final Path CATALOGUE = Path.of("../docs/errors.md");
    private static final String REGENERATE =
            "./mvnw -pl infra -am test -Dtest=ErrorCatalogueTest -Dsurefire.failIfNoSpecifiedTests=false -Dpacioli.docs=write";

    private static final String HEAD = """
            # Errors

            Every refusal is an `application/problem+json` document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)):

            | field | |
            |---|---|
            | `type` | leads to the entry of the code, on the running service at `/docs/errors` |
            | `title` | what the code means |
            | `status` | the HTTP status |
            | `code` | one of the codes below; a program may rely on it, it is never renamed and never reused |
            | `detail` | what was wrong with this very request and what to do about it |
            | `violations` | every field that is wrong, at most 1,000: its `pointer` (a JSON pointer into the body, or the name of a header, a \
            parameter or a part of the path), its own `code` and a `detail` |
            | `traceId` | to find the request in the logs; that of the header `traceparent` where there was one |
            | `instance` | the path that was asked for |

            Where several fields are wrong for different reasons, the code is `INVALID_REQUEST` and each violation has its own; where they are
            wrong for one reason, it is that. A rejected item of a batch carries `code`, `detail` and `violations` in its result, with pointers
            into the item.

            A 503 comes with `Retry-After` in seconds. After a 5xx, and after no answer at all, send the same request with the same
            `Idempotency-Key`: it takes effect once.

            This page is generated from the code. To write it anew: `%s`.

            | code | status | meaning | what to do |
            |---|---|---|---|
            """.formatted(REGENERATE);

    @Test
    void the_catalogue_is_that_of_the_code() throws IOException {
        String catalogue = HEAD
                + Arrays.stream(ProblemCode.values())
                        .map(ErrorCatalogueTest::row)
                        .collect(Collectors.joining("\n", "", "\n"));
        if ("write".equals(System.getProperty("pacioli.docs"))) {
            Files.writeString(CATALOGUE, catalogue);
        }

        assertThat(CATALOGUE).as("to write it anew: " + REGENERATE).hasContent(catalogue);
    }

    @Test
    void every_status_that_is_the_requests_fault_is_below_500() {
        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(ProblemStatus.of(code).value()).isBetween(400, 504));
        assertThat(ProblemStatus.of(ProblemStatus.codeOf(418)).value()).isEqualTo(400);
        assertThat(ProblemStatus.of(ProblemStatus.codeOf(501)).value()).isEqualTo(400);
    }

    private static String row(ProblemCode code) {
        return "| `%s` | %d | %s | %s |"
                .formatted(code.name(), ProblemStatus.of(code).value(), code.meaning(), code.remedy());
    }
}
