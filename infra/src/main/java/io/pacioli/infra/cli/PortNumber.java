package io.pacioli.infra.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port to listen on, 0 to 65535, where 0 is any free one; anything else is a usage error. */
final class PortNumber implements ITypeConverter<Integer> {
    private static final int PORT_MAX = 0xFFFF;

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Refused below, in the same words as a number that is none of a port.
        }
        throw new TypeConversionException("'%s' is not a number from 0 to %d".formatted(text, PORT_MAX));
    }
}
