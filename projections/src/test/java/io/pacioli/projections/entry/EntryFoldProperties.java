package io.pacioli.projections.entry;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.projections.account.TestAccounts;
import io.pacioli.projections.batch.WritingPace;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EntryFoldProperties {

    private static final LedgerId LEDGER = LedgerId.of("shop");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 30);
    private static final List<Currency> CURRENCIES = List.of(Currency.of("EUR", 2), Currency.of("JPY", 0));

    record Transfer(int from, int to, int currency, long amount) {}

    @Property(tries = 300)
    void an_entry_has_the_totals_of_all_postings_up_to_its_own(
            @ForAll("transactions") List<List<Transfer>> transactions) {
        EntryFold fold = new EntryFold(TestAccounts.register(), WritingPace.atOnce());
        Map<String, Totals> running = new HashMap<>();
        List<String> expected = new ArrayList<>();
        long position = 0;
        for (List<Transfer> transfers : transactions) {
            List<Posting> lines = lines(transfers);
            position++;
            for (int line = 0; line < lines.size(); line++) {
                Posting posting = lines.get(line);
                Totals after = running.merge(slot(posting), Totals.ZERO.plus(posting), EntryFoldProperties::sum);
                expected.add("%d/%d %s %s".formatted(position, line, slot(posting), after));
            }
            fold.add(posted(lines, running), position);
        }

        assertThat(fold.entries())
                .extracting(entry ->
                        "%d/%d %s %s".formatted(entry.position(), entry.line(), slot(entry.posting()), entry.after()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static TransactionPosted posted(List<Posting> lines, Map<String, Totals> running) {
        List<BalanceAfter> balances = new ArrayList<>();
        lines.stream()
                .collect(toMap(EntryFoldProperties::slot, posting -> posting, (one, other) -> one, LinkedHashMap::new))
                .forEach((slot, posting) -> balances.add(new BalanceAfter(
                        posting.account(), AccountType.ASSET, posting.money().currency(), running.get(slot), 2)));
        return new TransactionPosted(
                LEDGER,
                new TransactionId(new UUID(1, 2)),
                null,
                null,
                Instant.EPOCH,
                DAY,
                new Postings(lines),
                Balances.of(balances),
                Metadata.NONE);
    }

    private static List<Posting> lines(List<Transfer> transfers) {
        List<Posting> lines = new ArrayList<>();
        for (Transfer transfer : transfers) {
            Money money = new Money(BigInteger.valueOf(transfer.amount()), CURRENCIES.get(transfer.currency()));
            lines.add(new Posting(account(transfer.from()), Direction.CREDIT, money));
            lines.add(new Posting(account(transfer.to()), Direction.DEBIT, money));
        }
        return lines;
    }

    private static AccountPath account(int number) {
        return new AccountPath("assets:a" + number);
    }

    private static String slot(Posting posting) {
        return posting.account() + " " + posting.money().currency();
    }

    private static Totals sum(Totals one, Totals other) {
        return new Totals(one.debits().add(other.debits()), one.credits().add(other.credits()));
    }

    @Provide
    Arbitrary<List<List<Transfer>>> transactions() {
        Arbitrary<Transfer> transfer = Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.longs().between(1, 1_000_000_000_000L))
                .as(Transfer::new);
        return transfer.list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(5);
    }
}
