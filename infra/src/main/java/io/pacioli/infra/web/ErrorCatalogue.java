package io.pacioli.infra.web;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.decision.ProblemCode;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page to which the type of every problem leads: what each code means and what to do about it. */
@RestController
class ErrorCatalogue {

    private static final String PATH = "/docs/errors";

    private final String page = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Pacioli: errors</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
            h2 { font: 600 1rem/1.5 ui-monospace, monospace; margin: 2rem 0 0 }
            h2:target { background: #fe9 }
            p { margin: 0 }
            </style>
            </head>
            <body>
            <h1>Errors</h1>
            <p>Every refusal is an <code>application/problem+json</code> document (RFC 9457) with one of these codes.</p>
            %s
            </body>
            </html>
            """.formatted(
            Arrays.stream(ProblemCode.values()).map(ErrorCatalogue::entry).collect(joining("\n")));

    /** A reference to the entry of a code, relative to the service. */
    static String typeOf(ProblemCode code) {
        return PATH + "#" + code.name();
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        return page;
    }

    private static String entry(ProblemCode code) {
        return """
                <h2 id="%1$s">%1$s · %2$d</h2>
                <p>%3$s</p>
                <p>%4$s</p>""".formatted(
                        code.name(),
                        ProblemStatus.of(code).value(),
                        HtmlUtils.htmlEscape(code.meaning()),
                        HtmlUtils.htmlEscape(code.remedy()));
    }
}
