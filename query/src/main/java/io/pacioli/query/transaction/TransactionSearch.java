package io.pacioli.query.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.projections.filter.AccountPattern;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.request.Parameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of a ledger a client looks for.
 *
 * @param effectiveFrom the first effective date
 * @param effectiveTo the last effective date
 * @param asOf the last effective date, too
 */
record TransactionSearch(
        @Nullable Reference reference,
        @Nullable AccountPath account,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable LocalDate asOf,
        @Nullable Condition filter,
        Order order) {

    static final String[] PARAMETERS = {
        "reference", "account", "effectiveFrom", "effectiveTo", "asOf", "knownAt", "filter", "order", "limit", "cursor"
    };

    static final String[] PARAMETERS_OF_COUNT = {
        "reference", "account", "effectiveFrom", "effectiveTo", "asOf", "knownAt", "filter"
    };

    /** All that is asked for in one condition, or null where nothing is. */
    @Nullable
    Condition condition() {
        List<Condition> parts = new ArrayList<>();
        if (filter != null) {
            parts.addAll(Condition.conjuncts(filter));
        }
        if (reference != null) {
            parts.add(new Term(Field.REFERENCE, Comparison.ONE_OF, List.of(reference.value())));
        }
        if (account != null) {
            parts.add(new Term(Field.ACCOUNT, Comparison.ONE_OF, List.of(AccountPattern.exactly(account))));
        }
        if (effectiveFrom != null) {
            parts.add(new Term(Field.EFFECTIVE_DATE, Comparison.AT_LEAST, List.of(effectiveFrom)));
        }
        LocalDate lastDate = lastDate();
        if (lastDate != null) {
            parts.add(new Term(Field.EFFECTIVE_DATE, Comparison.AT_MOST, List.of(lastDate)));
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    static TransactionSearch of(Parameters parameters) {
        return new TransactionSearch(
                parameters.reference("reference"),
                parameters.accountPath("account"),
                parameters.date("effectiveFrom"),
                parameters.date("effectiveTo"),
                parameters.date("asOf"),
                parameters.filter(FilterLanguage.TRANSACTIONS),
                parameters.order(Order.NEWEST_FIRST));
    }

    /** Whether days bound it: what was known of holds then may be other days than are known now, and a filter tells. */
    boolean byDate() {
        return effectiveFrom != null || lastDate() != null;
    }

    /** The earlier of the two. */
    @Nullable
    LocalDate lastDate() {
        return asOf == null || (effectiveTo != null && effectiveTo.isBefore(asOf)) ? effectiveTo : asOf;
    }
}
