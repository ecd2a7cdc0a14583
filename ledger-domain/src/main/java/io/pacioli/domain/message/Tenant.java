package io.pacioli.domain.message;

import java.util.regex.Pattern;

/** The customer of this installation whose books a ledger belongs to. */
public record Tenant(String name) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** The tenant of every request until there is sign-in. */
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("a tenant is 1 to 63 lower-case letters, digits and inner hyphens");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
