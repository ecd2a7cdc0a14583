package io.pacioli.projections;

import static java.util.stream.Collectors.toMap;

import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes a journal as the command side would, event by event, and remembers it. */
public final class Book {

    public static final Currency EUR = Currency.of("EUR", 2);
    public static final Currency JPY = Currency.of("JPY", 0);
    public static final LedgerId SHOP = LedgerId.of("shop");
    public static final Instant FIRST_MOMENT = Instant.parse("2026-01-01T08:00:00Z");

    private record Slot(LedgerId ledger, AccountPath account, Currency currency) {}

    private record Key(LedgerId ledger, AccountPath account) {}

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<LedgerId, Long> journalNumbers = new HashMap<>();
    private final Map<Key, AccountType> types = new HashMap<>();
    private final Map<Key, Long> versions = new HashMap<>();
    private final Map<Slot, Totals> totals = new HashMap<>();

    /** A ledger with the two currencies of this class. */
    public RecordedEvent openLedger(LedgerId ledger) {
        return record(new LedgerOpened(
                ledger,
                new LedgerName("The " + ledger),
                ZoneId.of("Europe/Berlin"),
                ChartPolicy.STRICT,
                List.of(EUR, JPY)));
    }

    public RecordedEvent register(LedgerId ledger, Currency currency) {
        return record(new CurrencyRegistered(ledger, currency));
    }

    public RecordedEvent openAccount(LedgerId ledger, String path) {
        return openAccount(ledger, path, null, Map.of());
    }

    public RecordedEvent openAccount(LedgerId ledger, String path, String name, Map<String, String> metadata) {
        AccountPath account = new AccountPath(path);
        AccountType type = AccountType.named(account.firstSegment()).orElseThrow();
        types.put(new Key(ledger, account), type);
        versions.put(new Key(ledger, account), 1L);
        return record(new AccountOpened(
                ledger, account, type, name == null ? null : new AccountName(name), Metadata.of(metadata)));
    }

    /** Posts an amount in minor units from one account to another: a debit of the first, a credit of the second. */
    public RecordedEvent transfer(LedgerId ledger, LocalDate date, String debited, String credited, long amount) {
        return post(ledger, date, debit(debited, EUR, amount), credit(credited, EUR, amount));
    }

    public RecordedEvent post(LedgerId ledger, LocalDate date, Posting... lines) {
        return post(ledger, date, null, null, List.of(lines));
    }

    public RecordedEvent post(
            LedgerId ledger, LocalDate date, String reference, String description, List<Posting> lines) {
        Balances after = after(ledger, lines);
        return record(new TransactionPosted(
                ledger,
                nextId(),
                reference == null ? null : new Reference(reference),
                description == null ? null : new Description(description),
                date.atTime(12, 0).toInstant(ZoneOffset.UTC),
                date,
                new Postings(lines),
                after,
                Metadata.NONE));
    }

    public RecordedEvent post(
            LedgerId ledger,
            LocalDate date,
            String reference,
            Map<String, String> metadata,
            Reversal reversal,
            List<Posting> lines) {
        Balances after = after(ledger, lines);
        return record(new TransactionPosted(
                ledger,
                nextId(),
                reference == null ? null : new Reference(reference),
                null,
                date.atTime(12, 0).toInstant(ZoneOffset.UTC),
                date,
                new Postings(lines),
                after,
                Metadata.of(metadata),
                reversal));
    }

    /** Puts a transaction in reserve; what accounts have in reserve is not kept. */
    public RecordedEvent hold(LedgerId ledger, LocalDate date, Map<String, String> metadata, List<Posting> lines) {
        return hold(ledger, date, null, Metadata.of(metadata), lines);
    }

    public RecordedEvent hold(
            LedgerId ledger, LocalDate date, String reference, Metadata metadata, List<Posting> lines) {
        return record(new TransactionHeld(
                ledger,
                nextId(),
                reference == null ? null : new Reference(reference),
                null,
                date.atTime(12, 0).toInstant(ZoneOffset.UTC),
                date,
                null,
                new Postings(lines),
                unmoved(ledger, lines),
                metadata,
                null));
    }

    public RecordedEvent postHold(LedgerId ledger, TransactionId hold, LocalDate date, List<Posting> lines) {
        return record(new HoldPosted(
                ledger,
                hold,
                date.atTime(12, 0).toInstant(ZoneOffset.UTC),
                date,
                new Postings(lines),
                after(ledger, lines),
                Marks.NONE));
    }

    public RecordedEvent voidHold(LedgerId ledger, TransactionId hold, List<Posting> lines) {
        return record(new HoldVoided(ledger, hold, unmoved(ledger, lines)));
    }

    private Balances unmoved(LedgerId ledger, List<Posting> lines) {
        List<BalanceAfter> balances = new ArrayList<>();
        Set<Slot> seen = new HashSet<>();
        for (Posting line : lines) {
            Key key = new Key(ledger, line.account());
            Currency currency = line.money().currency();
            if (!seen.add(new Slot(ledger, line.account(), currency))) {
                continue;
            }
            balances.add(new BalanceAfter(
                    line.account(),
                    types.get(key),
                    currency,
                    totals.getOrDefault(new Slot(ledger, line.account(), currency), Totals.ZERO),
                    versions.merge(key, 1L, Long::sum)));
        }
        return Balances.of(balances);
    }

    private TransactionId nextId() {
        return new TransactionId(new UUID(
                0x0190_0000_0000_7000L + ((long) events.size() << 16), 0x8000_0000_0000_0000L + events.size()));
    }

    /** What accounts hold after a posting, which is remembered. */
    private Balances after(LedgerId ledger, List<Posting> lines) {
        Map<AccountPath, Map<Currency, Totals>> touched = new LinkedHashMap<>();
        for (Posting line : lines) {
            Slot slot = new Slot(ledger, line.account(), line.money().currency());
            totals.merge(
                    slot,
                    Totals.ZERO.plus(line),
                    (a, b) -> new Totals(a.debits().add(b.debits()), a.credits().add(b.credits())));
            touched.computeIfAbsent(line.account(), account -> new LinkedHashMap<>())
                    .put(line.money().currency(), totals.get(slot));
        }
        List<BalanceAfter> after = new ArrayList<>();
        touched.forEach((account, byCurrency) -> {
            long version = versions.merge(new Key(ledger, account), 1L, Long::sum);
            byCurrency.forEach((currency, sums) ->
                    after.add(new BalanceAfter(account, types.get(new Key(ledger, account)), currency, sums, version)));
        });
        return Balances.of(after);
    }

    public RecordedEvent recordBatch(LedgerId ledger, TransactionId posted) {
        return record(new BatchRecorded(
                ledger, false, List.of(new ItemOutcome.Accepted(ItemKind.TRANSACTION, posted.toString()))));
    }

    public static Posting debit(String account, Currency currency, long amount) {
        return posting(account, Direction.DEBIT, currency, amount);
    }

    public static Posting credit(String account, Currency currency, long amount) {
        return posting(account, Direction.CREDIT, currency, amount);
    }

    private static Posting posting(String account, Direction direction, Currency currency, long amount) {
        return new Posting(
                new AccountPath(account), direction, Money.of(BigDecimal.valueOf(amount, currency.scale()), currency));
    }

    public RecordedEvent record(Event event) {
        long position = events.size() + 1L;
        RecordedEvent recorded = new RecordedEvent(
                position,
                journalNumbers.merge(event.ledger(), 1L, Long::sum),
                new UUID(0, position),
                FIRST_MOMENT.plusSeconds(position),
                event);
        events.add(recorded);
        return recorded;
    }

    /** All events so far, by position. */
    public List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    /** The events after a position. */
    public List<RecordedEvent> after(long position) {
        return List.copyOf(events.subList((int) position, events.size()));
    }

    public List<TransactionPosted> transactions() {
        return events.stream()
                .map(RecordedEvent::event)
                .filter(TransactionPosted.class::isInstance)
                .map(TransactionPosted.class::cast)
                .toList();
    }

    /** The sums of what was posted to each account and currency of a ledger until the end of a day, added up line by line. */
    public Map<String, Totals> totals(LedgerId ledger, LocalDate until) {
        Map<String, Totals> sums = new HashMap<>();
        for (TransactionPosted transaction : transactions()) {
            if (transaction.ledger().equals(ledger)
                    && !transaction.effectiveDate().isAfter(until)) {
                for (Posting line : transaction.postings().lines()) {
                    sums.merge(
                            line.account() + " " + line.money().currency(),
                            Totals.ZERO.plus(line),
                            (a, b) -> new Totals(
                                    a.debits().add(b.debits()), a.credits().add(b.credits())));
                }
            }
        }
        return sums.entrySet().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
