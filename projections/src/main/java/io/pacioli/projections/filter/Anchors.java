package io.pacioli.projections.filter;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Finds the parts of a condition by which an index finds all rows that can fulfil it: of an and one part will do, of an or each
 * side needs one.
 *
 * <p>The choice is made by the condition's form alone. An optimiser chooses by how many rows there are, and would take a filter
 * today that takes minutes tomorrow.
 */
public final class Anchors {

    /** The rank of what no index finds. */
    public static final int NONE = Integer.MAX_VALUE;

    private final ToIntFunction<Condition> rank;

    /** @param rank of a condition that may be an anchor, the smaller the better */
    public Anchors(ToIntFunction<Condition> rank) {
        this.rank = rank;
    }

    /**
     * @param wanted what could be added, for whoever reads the refusal
     * @throws RequestRefused when there are rows that could fulfil it and that no index finds
     */
    public List<Condition> of(Condition condition, String wanted) {
        List<Condition> found = find(condition);
        if (found.isEmpty()) {
            String detail =
                    "has nothing to look up in an index. Add %s with and, to each side of an or".formatted(wanted);
            throw new RequestRefused(
                    ProblemCode.FILTER_NOT_INDEXED,
                    "filter %s.".formatted(detail),
                    List.of(new Violation("filter", ProblemCode.FILTER_NOT_INDEXED, detail)));
        }
        return found;
    }

    private List<Condition> find(Condition condition) {
        if (rank.applyAsInt(condition) != NONE) {
            return List.of(condition);
        }
        return switch (condition) {
            case All(List<Condition> parts) ->
                parts.stream()
                        .map(this::find)
                        .filter(each -> !each.isEmpty())
                        .min(Comparator.<List<Condition>>comparingInt(this::worst)
                                .thenComparingInt(List::size))
                        .orElse(List.of());
            case Any(List<Condition> parts) -> {
                List<List<Condition>> sides = parts.stream().map(this::find).toList();
                yield sides.stream().anyMatch(List::isEmpty)
                        ? List.of()
                        : sides.stream().flatMap(List::stream).toList();
            }
            case Condition.Term _, Condition.Posting _ -> List.of();
        };
    }

    private int worst(List<Condition> anchors) {
        return anchors.stream().mapToInt(rank).max().orElse(NONE);
    }
}
