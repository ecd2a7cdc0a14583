package io.pacioli.infra.cli;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The address of a service as somebody has given it. */
final class ServiceAddress {
    private ServiceAddress() {}

    /**
     * The address to which a path of the API can be added.
     *
     * @param schemes that can be spoken
     * @return empty where it is no such address, or says more than where the service is
     */
    static Optional<URI> of(URI given, Set<String> schemes) {
        boolean isAddress = given.getScheme() != null
                && schemes.contains(given.getScheme())
                && given.getHost() != null
                && given.getRawUserInfo() == null
                && given.getRawQuery() == null
                && given.getRawFragment() == null;
        String text = given.toString();
        return isAddress
                ? Optional.of(text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : given)
                : Optional.empty();
    }
}
