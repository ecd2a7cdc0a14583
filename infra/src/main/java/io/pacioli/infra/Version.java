package io.pacioli.infra;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the jar's manifest has it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Pacioli.class.getPackage().getImplementationVersion();
        return new String[] {"Pacioli " + (version == null ? "(unpackaged)" : version)};
    }
}
