package io.pacioli.query.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the next page, or null where the list ends
 */
public record Page<T>(List<T> items, @Nullable String next) {}
