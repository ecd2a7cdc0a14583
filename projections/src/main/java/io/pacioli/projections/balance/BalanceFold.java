package io.pacioli.projections.balance;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRef;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.WritingPace;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.position.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a batch of events does to balances, one change for each account and currency however many transactions touch it. */
final class BalanceFold implements BatchPart {

    private record Slot(AccountRef account, CurrencyCode currency) {}

    private final AccountRegister register;
    private final WritingPace pace;
    private final Map<Slot, BalanceChange> changes = new HashMap<>();

    BalanceFold(AccountRegister register, WritingPace pace) {
        this.register = register;
        this.pace = pace;
    }

    void add(PostingEvent event, long position) {
        stand(event.ledger(), event.balances(), position);
        for (Posting posting : event.postings().lines()) {
            AccountRef account = register.of(new AccountKey(event.ledger(), posting.account()));
            changes.get(new Slot(account, posting.money().currency().code()))
                    .post(posting, event.effectiveDate(), position);
        }
    }

    /** Takes over what an event says that accounts hold after it, whether it has posted to them or only moved their reserves. */
    void stand(LedgerId ledger, Balances after, long position) {
        after.byAccount().forEach((path, balances) -> {
            AccountRef account = register.of(new AccountKey(ledger, path));
            for (BalanceAfter balance : balances) {
                changes.computeIfAbsent(
                                new Slot(account, balance.currency().code()),
                                slot -> new BalanceChange(account, balance.currency()))
                        .stands(balance, position);
            }
        });
    }

    Collection<BalanceChange> changes() {
        return changes.values();
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        List<BalanceChange> sorted = new ArrayList<>(changes.values());
        // Neighbours in the batch become neighbours in the index: its pages are each walked to once.
        sorted.sort(comparingLong((BalanceChange change) -> change.account.id())
                .thenComparing(comparing(change -> change.currency.code())));
        Past past = new Past();
        BalanceRows rows = new BalanceRows(connection, schemas);
        pace.write(sorted, piece -> rows.write(piece, past));
        past.write(connection, schemas);
    }

    @Override
    public void describe(Changes described) {
        changes.values().forEach(change -> described.account(change.account.id()));
    }
}
