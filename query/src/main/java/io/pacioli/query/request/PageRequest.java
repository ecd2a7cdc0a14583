package io.pacioli.query.request;

import io.pacioli.domain.decision.ProblemCode;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a list is wanted. */
public final class PageRequest {

    public static final int LIMIT_MAX = 1_000;
    public static final int LIMIT_DEFAULT = 50;

    private final int limit;
    private final Cursor cursor;
    private final @Nullable String place;

    PageRequest(int limit, Cursor cursor, @Nullable String place) {
        this.limit = limit;
        this.cursor = cursor;
        this.place = place;
    }

    /** How many items to look for: one more than the page has, to know whether there is a next page. */
    public int lookahead() {
        return limit + 1;
    }

    /** The key beyond which the page begins, or where the list begins. */
    public <K> K beyond(Function<String, K> parse, K listBegins) {
        if (place == null) {
            return listBegins;
        }
        try {
            return parse.apply(place);
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw Violations.refusal("cursor", ProblemCode.CURSOR_INVALID, "is not one that this list has handed out");
        }
    }

    /** A page that ends before it is full, and goes on beyond a key. */
    public <T> Page<T> endingEarly(List<T> items, String beyond) {
        return new Page<>(items, cursor.write(beyond));
    }

    /** The page that these items, which were looked for with {@link #lookahead()}, make. */
    public <T> Page<T> of(List<T> found, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.write(key.apply(items.getLast())));
    }
}
