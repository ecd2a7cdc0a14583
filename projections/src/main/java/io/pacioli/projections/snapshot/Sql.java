package io.pacioli.projections.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is put together of constant texts; whatever anybody has named is a parameter of it, never a part. */
public final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /** Adds text with a question mark for each of these values. */
    public Sql add(String template, @Nullable Object... values) {
        text.append(template);
        Collections.addAll(parameters, values);
        return this;
    }

    public Sql add(Sql other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    /** All of them, with a text in between. */
    public static Sql joined(String separator, List<Sql> parts) {
        Sql all = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            all.add(i == 0 ? "" : separator).add(parts.get(i));
        }
        return all;
    }

    String text() {
        return text.toString();
    }

    List<@Nullable Object> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return text();
    }
}
