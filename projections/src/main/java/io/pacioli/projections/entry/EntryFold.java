package io.pacioli.projections.entry;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRef;
import io.pacioli.projections.account.AccountRegister;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.CopyRows;
import io.pacioli.projections.batch.WritingPace;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries that a batch of transactions makes, each with its account's totals after it.
 *
 * <p>An event tells the totals after the whole transaction. Where it posts to an account more than once, the totals in between
 * are found by going through its lines backwards.
 */
final class EntryFold implements BatchPart {

    private static final int COLUMNS = 10;

    private static final String ADD = """
            copy {entries}.%s (account_id, position, effective_date, line, direction, currency, amount, debits, credits,
              tenant) from stdin (format binary)""";

    private static final String ADD_DIRECT = ADD.formatted("entries");
    private static final String ADD_OF_HOLDS = ADD.formatted("hold_entries");

    private record Slot(AccountPath account, CurrencyCode currency) {}

    record Entry(AccountRef account, long position, LocalDate effectiveDate, int line, Posting posting, Totals after) {}

    private final AccountRegister register;
    private final WritingPace pace;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> entriesOfHolds = new ArrayList<>();

    EntryFold(AccountRegister register, WritingPace pace) {
        this.register = register;
        this.pace = pace;
    }

    void add(PostingEvent event, long position) {
        List<Entry> to = event instanceof HoldPosted ? entriesOfHolds : entries;
        Map<Slot, Totals> after = new HashMap<>();
        for (List<BalanceAfter> balances : event.balances().byAccount().values()) {
            for (BalanceAfter balance : balances) {
                after.put(new Slot(balance.account(), balance.currency().code()), balance.totals());
            }
        }
        List<Posting> lines = event.postings().lines();
        for (int line = lines.size() - 1; line >= 0; line--) {
            Posting posting = lines.get(line);
            Slot slot = new Slot(posting.account(), posting.money().currency().code());
            Totals totals = after.get(slot);
            after.put(slot, before(totals, posting));
            AccountRef account = register.of(new AccountKey(event.ledger(), posting.account()));
            to.add(new Entry(account, position, event.effectiveDate(), line, posting, totals));
        }
    }

    private static Totals before(Totals after, Posting posting) {
        return posting.direction() == Direction.DEBIT
                ? new Totals(after.debits().subtract(posting.money().minorUnits()), after.credits())
                : new Totals(
                        after.debits(), after.credits().subtract(posting.money().minorUnits()));
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public void write(Connection connection, Schemas schemas) throws SQLException {
        write(entries, connection, schemas.sql(ADD_DIRECT));
        write(entriesOfHolds, connection, schemas.sql(ADD_OF_HOLDS));
    }

    private void write(List<Entry> entries, Connection connection, String copy) throws SQLException {
        // In the order of both indexes, a page of which then is walked to once: half the cost of random order.
        entries.sort(comparingLong((Entry entry) -> entry.account().id())
                .thenComparingLong(Entry::position)
                .thenComparing(comparingInt(Entry::line)));
        pace.write(entries, piece -> CopyRows.send(connection, copy, piece, EntryFold::add));
    }

    private static void add(CopyRows rows, Entry entry) {
        Posting posting = entry.posting();
        rows.row(COLUMNS)
                .bigint(entry.account().id())
                .bigint(entry.position())
                .date(entry.effectiveDate())
                .smallint(entry.line())
                .character(posting.direction() == Direction.DEBIT ? 'd' : 'c')
                .text(posting.money().currency().code().value())
                .numeric(posting.money().minorUnits())
                .numeric(entry.after().debits())
                .numeric(entry.after().credits())
                .text(entry.account().key().ledger().tenant().name());
    }
}
