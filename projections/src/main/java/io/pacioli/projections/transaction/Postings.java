package io.pacioli.projections.transaction;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.projections.account.AccountSearch;
import io.pacioli.projections.filter.AccountSet;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Posting;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.snapshot.ReadSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a filter says of postings into conditions on one posting each: what stands together in an and is meant of one and
 * the same posting. {@code account==a;amount=ge=100} asks for 100 that went to that account, not for a transaction that has a
 * posting to it and 100 somewhere.
 */
final class Postings {

    /** For each of them an index is walked down once. */
    static final int ACCOUNTS_MAX = 10_000;

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

    /** Puts the ids of accounts in the place of patterns for their paths. */
    static Condition resolved(ReadSnapshot snapshot, AccountSearch accounts, long ledgerId, Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) ->
                new All(parts.stream()
                        .map(part -> resolved(snapshot, accounts, ledgerId, part))
                        .toList());
            case Any(List<Condition> parts) ->
                new Any(parts.stream()
                        .map(part -> resolved(snapshot, accounts, ledgerId, part))
                        .toList());
            case Posting(Condition of) -> new Posting(resolved(snapshot, accounts, ledgerId, of));
            case Term term
            when term.field() == Field.ACCOUNT -> {
                List<Long> ids = accounts.ids(snapshot, ledgerId, term, ACCOUNTS_MAX + 1);
                if (ids.size() > ACCOUNTS_MAX) {
                    throw new RequestRefused(
                            ProblemCode.FILTER_TOO_BROAD,
                            "filter asks for the transactions of more than %,d accounts at once."
                                    .formatted(ACCOUNTS_MAX));
                }
                long[] all = ids.stream().mapToLong(Long::longValue).toArray();
                yield new Term(term.field(), term.comparison(), List.of(AccountSet.of(term, all)));
            }
            case Term term -> term;
        };
    }
}
