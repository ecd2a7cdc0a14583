package io.pacioli.infra.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long something takes, such as {@code 500ms}, {@code 30s} or {@code 5m}; a bare number is seconds. */
final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return DurationStyle.SIMPLE.parse(text, ChronoUnit.SECONDS);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TypeConversionException("'%s' is not a time such as 500ms, 30s or 5m".formatted(text));
        }
    }
}
