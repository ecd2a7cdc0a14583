package io.pacioli.projections.transaction;

import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Posting;
import io.pacioli.projections.filter.Condition.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a filter says of postings into conditions on one posting each: what stands together in an and is meant of one and
 * the same posting. {@code account==a;amount=ge=100} asks for 100 that went to that account, not for a transaction that has a
 * posting to it and 100 somewhere.
 */
final class Postings {

    private Postings() {}

    static Condition gathered(Condition condition) {
        if (isOfPosting(condition)) {
            return new Posting(condition);
        }
        return switch (condition) {
            case All(List<Condition> parts) -> all(parts);
            case Any(List<Condition> parts) ->
                new Any(parts.stream().map(Postings::gathered).toList());
            default -> condition;
        };
    }

    private static Condition all(List<Condition> parts) {
        List<Condition> gathered = new ArrayList<>();
        List<Condition> ofPosting = new ArrayList<>();
        for (Condition part : parts) {
            if (isOfPosting(part)) {
                ofPosting.add(part);
            } else {
                gathered.add(gathered(part));
            }
        }
        if (!ofPosting.isEmpty()) {
            gathered.add(new Posting(ofPosting.size() == 1 ? ofPosting.getFirst() : new All(ofPosting)));
        }
        return new All(gathered);
    }

    private static boolean isOfPosting(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) -> parts.stream().allMatch(Postings::isOfPosting);
            case Any(List<Condition> parts) -> parts.stream().allMatch(Postings::isOfPosting);
            case Posting _ -> false;
            case Term term ->
                switch (term.field()) {
                    case ACCOUNT, DIRECTION, CURRENCY, AMOUNT -> true;
                    default -> false;
                };
        };
    }
}
