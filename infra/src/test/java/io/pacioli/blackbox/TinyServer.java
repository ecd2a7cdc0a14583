package io.pacioli.blackbox;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A server with nothing but what surrounds the APIs, and a few handlers that fail in various ways. It stands apart from the
 * packages that the service scans.
 */
final class TinyServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TinyServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static TinyServer start() {
        SpringApplication application = new SpringApplication(Handlers.class);
        return new TinyServer(application.run("--server.port=0", "--spring.main.banner-mode=off"));
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class
    })
    @ComponentScan("io.pacioli.infra.web")
    @RestController
    static class Handlers {

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("a bug, with a secret");
        }

        @GetMapping("/full")
        String full() {
            throw new RequestRefused(ProblemCode.QUEUE_FULL, "Too much to do.");
        }

        @GetMapping(path = "/v1/number", produces = "application/json")
        String number(@RequestParam int number) {
            return Integer.toString(number);
        }

        @PostMapping(path = "/v1/number", consumes = "application/json", produces = "application/json")
        String post() {
            return "1";
        }
    }
}
