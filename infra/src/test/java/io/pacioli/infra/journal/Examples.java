package io.pacioli.infra.journal;

import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.PeriodClosed;
import io.pacioli.domain.ledger.PeriodReopened;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.ExchangeRate;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One event of each kind with every field that it can have, and those of them that look different with fewer. */
final class Examples {

    static final LedgerId LEDGER = LedgerId.of("corner-shop");

    private static final Currency EUR = Currency.of("EUR", 2);
    private static final Currency JPY = Currency.of("JPY", 0);
    private static final AccountPath TILL = new AccountPath("assets:till");
    private static final AccountPath SALES = new AccountPath("income:sales");
    private static final TransactionId FIRST = TransactionId.parse("019876a0-1c2b-7abc-8def-0123456789ab");
    private static final TransactionId SECOND = TransactionId.parse("019876a0-1c2c-7abc-8def-0123456789ab");

    private Examples() {}

    /** By the name of their golden file. */
    static Map<String, Event> all() {
        Map<String, Event> all = new LinkedHashMap<>();
        all.put(
                "ledger-opened.1",
                new LedgerOpened(
                        LEDGER,
                        new LedgerName("Corner shop \"Süd\""),
                        ZoneId.of("Europe/Berlin"),
                        ChartPolicy.STRICT,
                        List.of(EUR, JPY)));
        all.put(
                "ledger-opened.1.without-currencies",
                new LedgerOpened(LEDGER, new LedgerName("Shop"), ZoneId.of("UTC"), ChartPolicy.OPEN, List.of()));
        all.put("currency-registered.1", new CurrencyRegistered(LEDGER, Currency.of("BTC", 8)));
        all.put("currency-registered.1.with-version", new CurrencyRegistered(LEDGER, Currency.of("BTC", 8), 2L));
        all.put("period-closed.1", new PeriodClosed(LEDGER, LocalDate.of(2025, 12, 31), 3));
        AccountPath retained = new AccountPath("equity:retained-earnings");
        all.put("period-closed.1.closing-entries", new PeriodClosed(LEDGER, LocalDate.of(2025, 12, 31), 3, retained));
        all.put(
                "closing-entries-recorded.1",
                new ClosingEntriesRecorded(LEDGER, LocalDate.of(2025, 12, 31), retained, FIRST, 4));
        all.put(
                "closing-entries-recorded.1.none",
                new ClosingEntriesRecorded(LEDGER, LocalDate.of(2025, 12, 31), retained, null, 4));
        all.put(
                "period-reopened.1.reversals",
                new PeriodReopened(LEDGER, null, new Reason("Audit"), 5, List.of(SECOND, FIRST)));
        all.put(
                "period-reopened.1",
                new PeriodReopened(
                        LEDGER, LocalDate.of(2025, 11, 30), new Reason("Invoice 7 came late, says Łucja"), 4));
        all.put("period-reopened.1.all", new PeriodReopened(LEDGER, null, new Reason("Audit"), 5));
        all.put(
                "account-opened.1",
                new AccountOpened(
                        LEDGER,
                        TILL,
                        AccountType.ASSET,
                        new AccountName("Till at the door"),
                        Metadata.of(Map.of("openedOn", "2026-01-02", "clerk", "Łucja \uD83D\uDC5B"))));
        all.put(
                "account-opened.1.without-text",
                new AccountOpened(LEDGER, SALES, AccountType.INCOME, null, Metadata.NONE));
        all.put(
                "account-opened.1.with-limits",
                new AccountOpened(LEDGER, TILL, AccountType.ASSET, null, Metadata.NONE, List.of(EUR, JPY), limits()));
        all.put("account-limits-changed.1", new AccountLimitsChanged(LEDGER, TILL, limits(), 7));
        all.put("account-limits-changed.1.none", new AccountLimitsChanged(LEDGER, TILL, List.of(), 8));
        all.put("account-frozen.1", new AccountFrozen(LEDGER, TILL, Frozen.BOTH, 9));
        all.put("account-unfrozen.1", new AccountUnfrozen(LEDGER, TILL, 10));
        all.put("account-closed.1", new AccountClosed(LEDGER, TILL, 11));
        all.put("account-reopened.1", new AccountReopened(LEDGER, TILL, Frozen.DEBIT, 12));
        all.put("account-reopened.1.not-frozen", new AccountReopened(LEDGER, TILL, null, 12));
        all.put("account-renamed.1", new AccountRenamed(LEDGER, TILL, new AccountName("Łucja's \"till\""), 13));
        all.put("account-renamed.1.without-name", new AccountRenamed(LEDGER, TILL, null, 14));
        all.put(
                "account-metadata-changed.1",
                new AccountMetadataChanged(
                        LEDGER,
                        TILL,
                        new MetadataChange(Metadata.of(Map.of("clerk", "Łucja")), new TreeSet<>(List.of("note"))),
                        Metadata.of(Map.of("clerk", "Łucja", "since", "2026")),
                        15));
        all.put("transaction-posted.1", sale());
        all.put("transaction-posted.1.without-text", plainSale());
        all.put(
                "batch-recorded.1",
                new BatchRecorded(
                        LEDGER,
                        false,
                        List.of(
                                new ItemOutcome.Accepted(ItemKind.TRANSACTION, FIRST.toString()),
                                new ItemOutcome.Rejected(
                                        ItemKind.TRANSACTION,
                                        ProblemCode.UNBALANCED,
                                        "Debits and credits differ: debits exceed credits by 0.01 EUR.",
                                        List.of(new Violation(
                                                "/postings",
                                                ProblemCode.UNBALANCED,
                                                "debits exceed credits by 0.01 EUR"))),
                                new ItemOutcome.Skipped(ItemKind.TRANSACTION, List.of()))));
        all.put("batch-recorded.1.mixed", mixedBatch());
        all.put("transaction-posted.1.reversal", refund());
        all.put("transaction-posted.1.pending", saleBesideHolds());
        all.put("transaction-posted.1.exchange", exchange());
        all.put("transaction-posted.1.adjustment", marked(Marks.ADJUSTMENT));
        all.put("transaction-posted.1.closing", marked(Marks.closing(LocalDate.of(2025, 12, 31))));
        all.put("transaction-held.1", hold());
        all.put("transaction-held.1.plain", plainHold());
        all.put("transaction-held.1.forced", forcedHold());
        all.put(
                "hold-posted.1",
                new HoldPosted(
                        LEDGER,
                        FIRST,
                        Instant.parse("2026-03-02T10:00:00.5Z"),
                        LocalDate.of(2026, 3, 2),
                        new Postings(List.of(
                                posting(TILL, Direction.CREDIT, 3, EUR), posting(SALES, Direction.DEBIT, 3, EUR))),
                        Balances.of(List.of(
                                new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 13), totals(0, 5), 17),
                                new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(8, 1_005), 6))),
                        Marks.NONE));
        all.put(
                "hold-posted.1.adjustment",
                new HoldPosted(
                        LEDGER,
                        FIRST,
                        Instant.parse("2026-03-02T10:00:00.5Z"),
                        LocalDate.of(2026, 3, 2),
                        new Postings(List.of(
                                posting(TILL, Direction.CREDIT, 3, EUR), posting(SALES, Direction.DEBIT, 3, EUR))),
                        Balances.of(List.of(
                                new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 13), 17),
                                new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(8, 1_005), 6))),
                        Marks.ADJUSTMENT));
        all.put("hold-voided.1", new HoldVoided(LEDGER, FIRST, released()));
        all.put("hold-expired.1", new HoldExpired(LEDGER, SECOND, released()));
        all.put(
                "transaction-metadata-changed.1",
                new TransactionMetadataChanged(
                        LEDGER,
                        FIRST,
                        new MetadataChange(
                                Metadata.of(Map.of("payout", "2026-03", "clerk", "Łucja")),
                                new TreeSet<>(List.of("note", "order of \"Süd\""))),
                        Metadata.of(Map.of("channel", "door", "clerk", "Łucja", "payout", "2026-03"))));
        all.put(
                "transaction-metadata-changed.1.all-deleted",
                new TransactionMetadataChanged(
                        LEDGER,
                        FIRST,
                        new MetadataChange(Metadata.NONE, new TreeSet<>(List.of("channel"))),
                        Metadata.NONE));
        return all;
    }

    private static List<Limits> limits() {
        return List.of(
                new Limits(EUR, BigInteger.valueOf(-5), BigInteger.valueOf(100_000)),
                new Limits(JPY, BigInteger.ZERO, null));
    }

    private static TransactionHeld hold() {
        return new TransactionHeld(
                LEDGER,
                FIRST,
                new Reference("deposit 7"),
                new Description("Deposit for \"apples\", für Łucja"),
                Instant.parse("2026-03-01T00:00:00Z"),
                LocalDate.of(2026, 3, 1),
                Instant.parse("2026-03-08T09:00:00.000001Z"),
                new Postings(List.of(posting(TILL, Direction.CREDIT, 5, EUR), posting(SALES, Direction.DEBIT, 5, EUR))),
                held(),
                Metadata.of(Map.of("channel", "door")),
                new Exchange(EUR.code(), JPY.code(), ExchangeRate.parse("161.50")));
    }

    private static TransactionHeld plainHold() {
        return new TransactionHeld(
                LEDGER,
                SECOND,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                LocalDate.of(2026, 3, 1),
                null,
                new Postings(List.of(posting(TILL, Direction.CREDIT, 5, EUR), posting(SALES, Direction.DEBIT, 5, EUR))),
                held(),
                Metadata.NONE,
                null);
    }

    private static TransactionHeld forcedHold() {
        TransactionHeld plain = plainHold();
        return new TransactionHeld(
                LEDGER,
                SECOND,
                null,
                null,
                plain.effectiveAt(),
                plain.effectiveDate(),
                null,
                plain.postings(),
                plain.balances(),
                Metadata.NONE,
                null,
                Marks.FORCED);
    }

    private static Balances held() {
        return Balances.of(List.of(
                new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 10), totals(0, 5), 16),
                new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(5, 1_005), totals(5, 0), 5)));
    }

    private static Balances released() {
        return Balances.of(List.of(
                new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 10), 17),
                new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(5, 1_005), 6)));
    }

    private static TransactionPosted saleBesideHolds() {
        return new TransactionPosted(
                LEDGER,
                SECOND,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                LocalDate.of(2026, 3, 1),
                new Postings(List.of(posting(TILL, Direction.DEBIT, 5, EUR), posting(SALES, Direction.CREDIT, 5, EUR))),
                Balances.of(List.of(
                        new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 5), totals(0, 1_200), 13),
                        new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(0, 1_005), totals(300, 1_500), 3))),
                Metadata.NONE);
    }

    private static TransactionPosted refund() {
        return new TransactionPosted(
                LEDGER,
                SECOND,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                LocalDate.of(2026, 3, 1),
                new Postings(List.of(posting(TILL, Direction.CREDIT, 5, EUR), posting(SALES, Direction.DEBIT, 5, EUR))),
                Balances.of(List.of(
                        new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 10), 14),
                        new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(5, 1_005), 4))),
                Metadata.NONE,
                new Reversal(FIRST, false));
    }

    private static TransactionPosted marked(Marks marks) {
        TransactionPosted sale = plainSale();
        return new TransactionPosted(
                LEDGER,
                SECOND,
                null,
                null,
                sale.effectiveAt(),
                sale.effectiveDate(),
                sale.postings(),
                sale.balances(),
                Metadata.NONE,
                null,
                null,
                marks);
    }

    private static TransactionPosted exchange() {
        AccountPath pair = new AccountPath("equity:exchange:EUR-JPY");
        return new TransactionPosted(
                LEDGER,
                SECOND,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                LocalDate.of(2026, 3, 1),
                new Postings(List.of(
                        posting(TILL, Direction.CREDIT, 1_000, EUR),
                        posting(TILL, Direction.DEBIT, 1_615, JPY),
                        posting(pair, Direction.DEBIT, 1_000, EUR),
                        posting(pair, Direction.CREDIT, 1_615, JPY))),
                Balances.of(List.of(
                        new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 1_010), 15),
                        new BalanceAfter(TILL, AccountType.ASSET, JPY, totals(2_315, 0), 15),
                        new BalanceAfter(pair, AccountType.EQUITY, EUR, totals(1_000, 0), 2),
                        new BalanceAfter(pair, AccountType.EQUITY, JPY, totals(0, 1_615), 2))),
                Metadata.NONE,
                null,
                new Exchange(EUR.code(), JPY.code(), ExchangeRate.parse("161.50")),
                Marks.NONE);
    }

    private static TransactionPosted sale() {
        return new TransactionPosted(
                LEDGER,
                FIRST,
                new Reference("invoice 7/2026"),
                new Description("Two kilos of \"apples\", für Łucja"),
                Instant.parse("2026-02-28T23:30:00.000001Z"),
                LocalDate.of(2026, 3, 1),
                new Postings(List.of(
                        posting(TILL, Direction.DEBIT, 1_230, EUR),
                        posting(SALES, Direction.CREDIT, 1_000, EUR),
                        posting(new AccountPath("liabilities:vat"), Direction.CREDIT, 230, EUR),
                        posting(TILL, Direction.DEBIT, 700, JPY),
                        posting(SALES, Direction.CREDIT, 700, JPY))),
                Balances.of(List.of(
                        new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_230, 5), 12),
                        new BalanceAfter(TILL, AccountType.ASSET, JPY, totals(700, 0), 12),
                        new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(0, 1_000), 2),
                        new BalanceAfter(SALES, AccountType.INCOME, JPY, totals(0, 700), 2),
                        new BalanceAfter(
                                new AccountPath("liabilities:vat"), AccountType.LIABILITY, EUR, totals(0, 230), 2))),
                Metadata.of(Map.of("channel", "door", "note", "")));
    }

    private static TransactionPosted plainSale() {
        return new TransactionPosted(
                LEDGER,
                SECOND,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                LocalDate.of(2026, 3, 1),
                new Postings(List.of(posting(TILL, Direction.DEBIT, 5, EUR), posting(SALES, Direction.CREDIT, 5, EUR))),
                Balances.of(List.of(
                        new BalanceAfter(TILL, AccountType.ASSET, EUR, totals(101_235, 5), 13),
                        new BalanceAfter(SALES, AccountType.INCOME, EUR, totals(0, 1_005), 3))),
                Metadata.NONE);
    }

    private static Posting posting(AccountPath account, Direction direction, long minorUnits, Currency currency) {
        return new Posting(account, direction, new Money(BigInteger.valueOf(minorUnits), currency));
    }

    private static Totals totals(long debits, long credits) {
        return new Totals(BigInteger.valueOf(debits), BigInteger.valueOf(credits));
    }

    /** One outcome of each kind that an item may be of, and of each that it may come to. */
    private static BatchRecorded mixedBatch() {
        return new BatchRecorded(
                LEDGER,
                true,
                List.of(
                        new ItemOutcome.Accepted(ItemKind.ACCOUNT, TILL.value()),
                        new ItemOutcome.Accepted(ItemKind.HOLD, FIRST.toString()),
                        new ItemOutcome.Accepted(ItemKind.POST, FIRST.toString()),
                        new ItemOutcome.Accepted(ItemKind.REVERSE, SECOND.toString()),
                        new ItemOutcome.Accepted(ItemKind.METADATA, FIRST.toString()),
                        new ItemOutcome.Accepted(ItemKind.TRANSACTION, SECOND.toString()),
                        new ItemOutcome.Accepted(ItemKind.VOID, SECOND.toString()),
                        new ItemOutcome.Rejected(
                                ItemKind.VOID,
                                ProblemCode.HOLD_POSTED,
                                "The hold 019876a0-1c2b-7abc-8def-0123456789ab has been posted already.",
                                List.of()),
                        new ItemOutcome.Skipped(ItemKind.REVERSE, List.of(7)),
                        new ItemOutcome.Skipped(ItemKind.TRANSACTION, List.of(7, 8)),
                        new ItemOutcome.Skipped(ItemKind.ACCOUNT, List.of())));
    }
}
