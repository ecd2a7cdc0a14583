package io.pacioli.projections.generation;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which generation's schema to use for each projection; turns SQL that says {@code {balances}.closed_days} into SQL that the database
 * understands. What it has turned once it remembers, as statements are constants.
 */
public final class Schemas {

    private final Map<Projection, Generation> generations;
    private final Map<String, String> resolved = new ConcurrentHashMap<>();

    public Schemas(Map<Projection, Generation> generations) {
        this.generations = new EnumMap<>(generations);
    }

    public Map<Projection, Generation> generations() {
        return Map.copyOf(generations);
    }

    public String sql(String template) {
        return resolved.computeIfAbsent(template, this::resolve);
    }

    /** As {@link #sql}, of a statement that was put together for one request: remembering those would never end. */
    public String once(String template) {
        return resolve(template);
    }

    private String resolve(String template) {
        String sql = template;
        for (Generation generation : generations.values()) {
            sql = sql.replace("{" + generation.projection().id() + "}", generation.schema());
        }
        return sql;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schemas schemas && generations.equals(schemas.generations);
    }

    @Override
    public int hashCode() {
        return generations.hashCode();
    }

    @Override
    public String toString() {
        return generations.values().toString();
    }
}
