package io.pacioli.domain.ledger;

import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.Tenant;
import java.util.regex.Pattern;

/**
 * The name of a ledger within its tenant.
 *
 * @param slug 1 to 63 lower-case letters, digits and inner hyphens ({@code household}, {@code wallet-eu})
 */
public record LedgerId(Tenant tenant, String slug) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public LedgerId {
        if (!isWellFormed(slug)) {
            throw new IllegalArgumentException("not a ledger id: " + slug);
        }
    }

    public static LedgerId of(String slug) {
        return new LedgerId(Tenant.DEFAULT, slug);
    }

    public static boolean isWellFormed(String slug) {
        return FORM.matcher(slug).matches();
    }

    public StreamId stream() {
        return StreamId.of("ledger", tenant.name(), slug, "");
    }

    @Override
    public String toString() {
        return slug;
    }
}
