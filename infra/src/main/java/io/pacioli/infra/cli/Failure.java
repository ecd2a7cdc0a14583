package io.pacioli.infra.cli;

import io.pacioli.infra.postgres.StartRefused;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;

/** Says why a command failed, in a sentence for an operator; only what nobody foresaw is logged with its trace. */
public final class Failure {
    private static final Logger log = LoggerFactory.getLogger(Failure.class);

    private Failure() {}

    public static String explain(Throwable failure) {
        var known = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(Failure::known)
                .filter(message -> message != null)
                .findFirst();
        if (known.isEmpty()) {
            log.error("The command failed", failure);
        }
        return known.orElseGet(() -> "The command failed: " + failure.getMessage());
    }

    private static String known(Throwable cause) {
        return switch (cause) {
            case StartRefused refused -> refused.getMessage();
            case PortInUseException taken ->
                "Port %d is in use. Stop whatever listens there, or choose another one with --port."
                        .formatted(taken.getPort());
            case BindValidationException invalid ->
                invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> error instanceof FieldError field
                                ? "%s.%s %s"
                                        .formatted(
                                                invalid.getValidationErrors().getName(),
                                                field.getField(),
                                                field.getDefaultMessage())
                                : error.getDefaultMessage())
                        .sorted()
                        .collect(Collectors.joining("; ", "Invalid settings: ", "."));
            case BindException unbound
            when !(unbound.getCause() instanceof BindValidationException) ->
                "Invalid setting: %s cannot be read as %s."
                        .formatted(unbound.getName(), unbound.getTarget().getType());
            default -> null;
        };
    }
}
