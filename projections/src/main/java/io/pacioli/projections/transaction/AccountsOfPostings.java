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
import java.util.List;

/** Puts the ids of accounts in the place of the patterns of one filter, and counts them. */
final class AccountsOfPostings {

    /** For each of them an index is walked down once. */
    static final int ACCOUNTS_MAX = 10_000;

    /** Each range of an index is held against all of the condition, and so brings all of its accounts to the database. */
    static final int LOOKED_UP_MAX = 100_000;

    private final ReadSnapshot snapshot;
    private final AccountSearch accounts;
    private final long ledgerId;
    private final long knownAt;
    private int found;

    AccountsOfPostings(ReadSnapshot snapshot, AccountSearch accounts, long ledgerId, long knownAt) {
        this.snapshot = snapshot;
        this.accounts = accounts;
        this.ledgerId = ledgerId;
        this.knownAt = knownAt;
    }

    Condition resolved(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) ->
                new All(parts.stream().map(this::resolved).toList());
            case Any(List<Condition> parts) ->
                new Any(parts.stream().map(this::resolved).toList());
            case Posting(Condition of) -> new Posting(resolved(of));
            case Term term
            when term.field() == Field.ACCOUNT -> {
                List<Long> ids = accounts.ids(snapshot, ledgerId, term, knownAt, ACCOUNTS_MAX + 1);
                found += ids.size();
                if (found > ACCOUNTS_MAX) {
                    throw tooBroad("more than %,d accounts at once".formatted(ACCOUNTS_MAX));
                }
                long[] all = ids.stream().mapToLong(Long::longValue).toArray();
                yield new Term(term.field(), term.comparison(), List.of(AccountSet.of(term, all)));
            }
            case Term term -> term;
        };
    }

    /** Refuses what would look up that many accounts in each of so many ranges. */
    void requireWithin(int ranges) {
        if ((long) found * ranges > LOOKED_UP_MAX) {
            throw tooBroad("%,d accounts in each of %d places".formatted(found, ranges));
        }
    }

    private static RequestRefused tooBroad(String what) {
        return new RequestRefused(
                ProblemCode.FILTER_TOO_BROAD, "filter asks for the transactions of %s.".formatted(what));
    }
}
