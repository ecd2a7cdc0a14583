package io.pacioli.infra.cli;

import io.pacioli.infra.cli.benching.Workload;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a workload. */
final class WorkloadName implements ITypeConverter<Workload> {
    @Override
    public Workload convert(String text) {
        return Stream.of(Workload.values())
                .filter(workload -> workload.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is none of %s"
                        .formatted(
                                text,
                                Stream.of(Workload.values()).map(Workload::word).collect(Collectors.joining(", ")))));
    }
}
