package io.pacioli.query.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.query.request.Parameters;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of a ledger a client looks for.
 *
 * @param effectiveFrom the first effective date
 * @param effectiveTo the last effective date
 */
record TransactionSearch(
        @Nullable Reference reference,
        @Nullable AccountPath account,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        Order order) {

    static final String[] PARAMETERS = {
        "reference", "account", "effectiveFrom", "effectiveTo", "order", "limit", "cursor"
    };

    static TransactionSearch of(Parameters parameters) {
        return new TransactionSearch(
                parameters.reference("reference"),
                parameters.accountPath("account"),
                parameters.date("effectiveFrom"),
                parameters.date("effectiveTo"),
                parameters.order(Order.NEWEST_FIRST));
    }
}
