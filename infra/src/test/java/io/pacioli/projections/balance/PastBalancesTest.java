package io.pacioli.projections.balance;

import static io.pacioli.projections.Book.EUR;
import static io.pacioli.projections.Book.JPY;
import static io.pacioli.projections.Book.SHOP;
import static io.pacioli.projections.Book.credit;
import static io.pacioli.projections.Book.debit;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.Clocks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was known at any position of any day is what adding up the postings line by line comes to, however they were dated. */
class PastBalancesTest {

    private static final LocalDate DAY = LocalDate.of(2024, 2, 28);
    private static final int QUESTIONS = 150;

    enum Dating {
        IN_ORDER,
        AHEAD,
        BACKWARDS,
        MOSTLY_IN_ORDER,
        A_LITTLE_LATE,
        OFTEN_LATE,
        ANYHOW;

        IntFunction<LocalDate> with(Random random) {
            return switch (this) {
                case IN_ORDER -> i -> DAY.plusDays(i / 3);
                case AHEAD -> i -> DAY.plusDays(random.nextInt(10) == 0 ? 500 + i : i / 3);
                case BACKWARDS -> i -> DAY.minusDays(i);
                case MOSTLY_IN_ORDER -> i -> DAY.plusDays(i / 3 - (random.nextInt(8) == 0 ? random.nextInt(40) : 0));
                case A_LITTLE_LATE -> i -> DAY.plusDays(i / 3 - random.nextInt(5));
                case OFTEN_LATE -> i -> DAY.plusDays(3 * (i / 60) - random.nextInt(8));
                case ANYHOW -> i -> DAY.plusDays(random.nextInt(-400, 400));
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IN_ORDER,        60,  5,   1",
        "AHEAD,           150, 5,   2",
        "BACKWARDS,       320, 5,   3",
        "MOSTLY_IN_ORDER, 320, 100, 4",
        "A_LITTLE_LATE,   320, 5,   7",
        "A_LITTLE_LATE,   320, 100, 8",
        "OFTEN_LATE,      600, 50,  9",
        "ANYHOW,          600, 150, 5",
        "ANYHOW,          40,  5,   6"
    })
    void by_both_clocks_the_reader_agrees_with_adding_up(Dating dating, int transactions, int seldom, long seed) {
        Random random = new Random(seed);
        Book book = new Book();
        try (TestReadModels models = new TestReadModels(book)) {
            List<String> accounts = List.of("assets:a", "assets:b", "income:c");
            book.openLedger(SHOP);
            accounts.forEach(account -> book.openAccount(SHOP, account));
            IntFunction<LocalDate> dates = dating.with(random);
            int applied = 0;
            for (int i = 0; i < transactions; i++) {
                book.post(SHOP, dates.apply(i), lines(random, accounts, seldom));
                if (random.nextInt(12) == 0 || i == transactions - 1) {
                    models.apply(book.after(applied));
                    applied = book.events().size();
                }
            }

            for (int i = 0; i < QUESTIONS; i++) {
                Clocks clocks = new Clocks(
                        random.nextInt(8) == 0 ? null : dates.apply(random.nextInt(transactions)),
                        random.nextInt(8) == 0
                                ? Clocks.EVERYTHING
                                : random.nextInt(book.events().size() + 1));
                assertThat(read(models, clocks)).as(clocks.toString()).isEqualTo(addedUp(book.events(), clocks));
            }
        }
    }

    private static Posting[] lines(Random random, List<String> accounts, int seldom) {
        String a = accounts.get(random.nextInt(accounts.size()));
        String b = accounts.get(random.nextInt(accounts.size()));
        long amount = random.nextLong(1, 1_000_000);
        List<Posting> lines = new ArrayList<>(List.of(debit(a, EUR, amount), credit(b, EUR, amount)));
        if (random.nextInt(seldom) == 0) {
            lines.addAll(List.of(debit(b, JPY, amount), debit(b, JPY, 1), credit(a, JPY, amount + 1)));
        }
        return lines.toArray(Posting[]::new);
    }

    private static Map<String, Totals> read(TestReadModels models, Clocks clocks) {
        return models.read(snapshot -> {
            long ledgerId = models.bean(Ledgers.class).id(snapshot, SHOP).orElseThrow();
            Map<String, Totals> all =
                    models.bean(TrialBalances.class).of(snapshot, ledgerId, clocks, null, 1_000).stream()
                            .collect(toMap(row -> row.account() + " " + row.currency(), TrialBalanceRow::totals));
            Map<String, Totals> single = new HashMap<>();
            // The ledger is the first event, and the accounts are those that follow.
            List<Long> accountIds = List.of(2L, 3L, 4L);
            models.bean(PastBalances.class).of(snapshot, accountIds, clocks).forEach((accountId, balances) -> {
                String path = List.of("assets:a", "assets:b", "income:c").get(accountIds.indexOf(accountId));
                balances.forEach(balance -> single.put(path + " " + balance.currency(), balance.totals()));
            });
            assertThat(single).isEqualTo(all);
            return all;
        });
    }

    private static Map<String, Totals> addedUp(List<RecordedEvent> events, Clocks clocks) {
        Map<String, Totals> sums = new HashMap<>();
        for (RecordedEvent recorded : events) {
            if (recorded.position() <= clocks.knownAt()
                    && recorded.event() instanceof PostingEvent event
                    && (clocks.asOf() == null || !event.effectiveDate().isAfter(clocks.asOf()))) {
                for (Posting line : event.postings().lines()) {
                    sums.merge(
                            line.account() + " " + line.money().currency(), Totals.ZERO.plus(line), BalanceChange::sum);
                }
            }
        }
        return sums;
    }
}
