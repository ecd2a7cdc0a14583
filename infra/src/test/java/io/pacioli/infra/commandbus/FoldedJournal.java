package io.pacioli.infra.commandbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An invariant of every journal of one ledger: what each event says came of it is what adding up all postings before it gives,
 * so there is one serial order in which everything was decided, and it is that of the journal.
 */
final class FoldedJournal {

    private record Pot(AccountPath account, Currency currency) {}

    private final Map<Pot, Totals> totals = new HashMap<>();
    private final Map<AccountPath, Long> versions = new HashMap<>();
    private final List<TransactionPosted> transactions = new ArrayList<>();
    private final Set<Object> transactionIds = new HashSet<>();

    FoldedJournal(Iterable<RecordedEvent> journal) {
        for (RecordedEvent recorded : journal) {
            switch (recorded.event()) {
                case AccountOpened opened ->
                    assertThat(versions.put(opened.account(), 1L)).isNull();
                case TransactionPosted posted -> post(posted);
                default -> assertThat(recorded.position()).isPositive();
            }
        }
    }

    private void post(TransactionPosted posted) {
        assertThat(transactionIds.add(posted.transaction())).isTrue();
        transactions.add(posted);
        for (Posting line : posted.postings().lines()) {
            totals.merge(
                    new Pot(line.account(), line.money().currency()),
                    Totals.ZERO.plus(line),
                    (before, more) -> before.plus(line));
        }
        posted.postings().byAccount().keySet().forEach(account -> versions.merge(account, 1L, Long::sum));
        for (BalanceAfter after : posted.balances().all()) {
            assertThat(after.totals()).isEqualTo(totals.get(new Pot(after.account(), after.currency())));
            assertThat(after.pending()).isEqualTo(Totals.ZERO);
            assertThat(after.version()).isEqualTo(versions.get(after.account()));
        }
        assertThat(posted.balances().byAccount().keySet())
                .isEqualTo(posted.postings().byAccount().keySet());
    }

    List<TransactionPosted> transactions() {
        return transactions;
    }

    /** What all accounts hold together: nothing, for what one has, another gave. */
    BigInteger sum() {
        return totals.values().stream()
                .map(total -> total.debits().subtract(total.credits()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
