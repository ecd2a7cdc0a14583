package io.pacioli.domain.ledger;

import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.Tenant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a ledger within its tenant: 1 to 63 lower-case letters, digits and inner hyphens ({@code household},
 * {@code wallet-eu}).
 */
public final class LedgerId {

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final Tenant tenant;
    private final String slug;

    /** Remembered, because every command of the ledger asks for it and it costs a SHA-256. */
    private @Nullable StreamId stream;

    public LedgerId(Tenant tenant, String slug) {
        if (!isWellFormed(slug)) {
            throw new IllegalArgumentException("not a ledger id: " + slug);
        }
        this.tenant = tenant;
        this.slug = slug;
    }

    public Tenant tenant() {
        return tenant;
    }

    public String slug() {
        return slug;
    }

    public static LedgerId of(String slug) {
        return new LedgerId(Tenant.DEFAULT, slug);
    }

    public static boolean isWellFormed(String slug) {
        return FORM.matcher(slug).matches();
    }

    public StreamId stream() {
        StreamId known = stream;
        if (known == null) {
            known = StreamId.of("ledger", tenant.name(), slug, "");
            stream = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerId that && slug.equals(that.slug) && tenant.equals(that.tenant);
    }

    @Override
    public int hashCode() {
        return slug.hashCode();
    }

    @Override
    public String toString() {
        return slug;
    }
}
