package io.pacioli.model;

import io.pacioli.model.Outcome.AccountChanged;
import io.pacioli.model.Outcome.Balance;
import io.pacioli.model.Outcome.Ended;
import io.pacioli.model.Outcome.Held;
import io.pacioli.model.Outcome.Item;
import io.pacioli.model.Outcome.Noted;
import io.pacioli.model.Outcome.Posted;
import io.pacioli.model.Outcome.Rejected;
import io.pacioli.model.Request.Condition;
import io.pacioli.model.Request.Limit;
import io.pacioli.model.Request.Line;
import io.pacioli.model.Request.Post;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One ledger: its chart of accounts, and every line that was ever posted. Balances are not kept, they are added up. */
public final class ReferenceLedger {

    static final int CURRENCIES_MAX = 1_000;
    static final int REVERSALS_MAX = 100;
    static final int METADATA_PAIRS_MAX = 64;
    static final int METADATA_CHANGES_MAX = 100;

    private static final BigInteger TOO_LARGE = BigInteger.TEN.pow(38);

    private static final Map<String, String> TYPES = Map.of(
            "assets", "asset", "liabilities", "liability", "equity", "equity", "income", "income", "expenses", "expense");

    /** A line in minor units, the event that it came with, and the one with which its transaction came into the ledger. */
    record Entry(Line line, BigInteger amount, @Nullable String effectiveOn, long journalNumber, long began) {}

    /** Lines in reserve. */
    private record Hold(@Nullable String id, List<Line> lines, @Nullable String expiresAt) {}

    private final boolean strict;
    private final Map<String, Integer> scales = new HashMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    /** By account and currency, with a blank between them. */
    private final Map<String, Limit> limits = new TreeMap<>();
    /** In which currencies accounts are kept that are not kept in all. */
    private final Map<String, List<String>> keptIn = new HashMap<>();

    private final Map<String, String> frozen = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Map<String, String>> accountMetadata = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    /** The lines of every transaction that can be named, and those of them that were taken back. */
    private final Map<String, List<Line>> linesOf = new HashMap<>();

    /** What is in reserve, and what became of each hold that can be named and has ended: by id, in a word. */
    private final List<Hold> openHolds = new ArrayList<>();

    private final Map<String, String> endedHolds = new HashMap<>();

    /** How many events an account had seen when what it holds in a currency, or has in reserve, was last moved. */
    private final Map<String, Long> moved = new HashMap<>();

    private final Map<String, List<Line>> takenBack = new HashMap<>();

    /** In how many parts each of them was taken back. */
    private final Map<String, Integer> parts = new HashMap<>();
    /** What the metadata of each of them were changed to last, and how often they were changed. */
    private final Map<String, Map<String, String>> metadata = new HashMap<>();

    private final Map<String, Integer> metadataChanges = new HashMap<>();
    private final Set<String> references = new HashSet<>();
    /** The last day that is closed; empty before any. */
    private String closedThrough = "";

    /** The closing entries that have not been taken back, by the events that posted them, each effective on the day through which the books were closed. */
    private final NavigableMap<Long, Post> closings = new TreeMap<>();

    /** How each transaction, and each account, stood after every event that changed it. */
    private final List<Standing> standings = new ArrayList<>();

    private final List<AccountStanding> accountStandings = new ArrayList<>();

    /** How many events were about the ledger itself. */
    private long version = 1;

    private long journalNumber;

    /** Whether what is being decided passes limits and freezes. */
    private boolean forced;

    void force(boolean isForced) {
        forced = isForced;
    }

    ReferenceLedger(Request.OpenLedger opened) {
        strict = opened.strict();
        opened.currencies().forEach(currency -> scales.put(currency.code(), currency.scale()));
        journalNumber = 1;
    }

    private ReferenceLedger(ReferenceLedger other) {
        strict = other.strict;
        scales.putAll(other.scales);
        types.putAll(other.types);
        versions.putAll(other.versions);
        limits.putAll(other.limits);
        keptIn.putAll(other.keptIn);
        frozen.putAll(other.frozen);
        closed.addAll(other.closed);
        names.putAll(other.names);
        accountMetadata.putAll(other.accountMetadata);
        entries.addAll(other.entries);
        ids.addAll(other.ids);
        linesOf.putAll(other.linesOf);
        openHolds.addAll(other.openHolds);
        endedHolds.putAll(other.endedHolds);
        moved.putAll(other.moved);
        takenBack.putAll(other.takenBack);
        parts.putAll(other.parts);
        metadata.putAll(other.metadata);
        metadataChanges.putAll(other.metadataChanges);
        references.addAll(other.references);
        closedThrough = other.closedThrough;
        closings.putAll(other.closings);
        standings.addAll(other.standings);
        accountStandings.addAll(other.accountStandings);
        version = other.version;
        journalNumber = other.journalNumber;
    }

    ReferenceLedger copy() {
        return new ReferenceLedger(this);
    }

    /** How many events there are in the journal. */
    public long journalNumber() {
        return journalNumber;
    }

    /** Registers a currency, if no rule is against it. */
    Optional<Rejected> register(Request.Currency currency) {
        Optional<Rejected> rejected = unless(!scales.containsKey(currency.code()), "CURRENCY_EXISTS", "/code")
                .or(() -> unless(scales.size() < CURRENCIES_MAX, "CURRENCY_LIMIT_REACHED"));
        if (rejected.isEmpty()) {
            scales.put(currency.code(), currency.scale());
            version++;
            journalNumber++;
        }
        return rejected;
    }

    /** Closes the books through a day, if no rule is against it. */
    Optional<Rejected> close(String through) {
        Optional<Rejected> rejected = unless(isOver(through), "PERIOD_NOT_OVER", "/through")
                .or(() -> unless(through.compareTo(closedThrough) > 0, "PERIOD_CLOSED_ALREADY", "/through"));
        if (rejected.isEmpty()) {
            closedThrough = through;
            version++;
            journalNumber++;
        }
        return rejected;
    }

    /** Opens them again, through a day or, for null, as a whole, if no rule is against it. */
    Optional<Rejected> reopen(@Nullable String through) {
        Optional<Rejected> rejected = closedThrough.isEmpty()
                ? unless(false, "PERIOD_NOT_CLOSED")
                : unless(
                        through == null || through.compareTo(closedThrough) < 0, "PERIOD_NOT_CLOSED", "/through");
        if (rejected.isEmpty()) {
            closedThrough = through == null ? "" : through;
            for (Map.Entry<Long, Post> posted : closings.descendingMap().entrySet()) {
                Post closing = posted.getValue();
                if (closing.effectiveOn().compareTo(closedThrough) > 0) {
                    Post mirrored = closing.with(
                            closing.lines().stream().map(Line::mirrored).toList());
                    Optional<Rejected> against = accounts(mirrored, ledger -> ledger.record(mirrored));
                    if (against.isPresent()) {
                        return against;
                    }
                    record(mirrored);
                    change(posted.getKey(), standing -> standing.called(journalNumber, "reversed"));
                }
            }
            closings.values().removeIf(closing -> closing.effectiveOn().compareTo(closedThrough) > 0);
            version++;
            journalNumber++;
        }
        return rejected;
    }

    /**
     * Brings every income and expense account to zero at the end of a day, and carries the result to an account: nothing where they
     * stand at zero, else what came of the transaction, or the rule that is against it.
     */
    List<Item> closingEntries(String through, String account) {
        Optional<Rejected> rejected = first(List.of(
                () -> unless(
                        !strict || types.containsKey(account), "CLOSING_ACCOUNT_NOT_OPEN", "/closingEntries/account"),
                () -> unless(
                        "equity".equals(typeOf(account)), "CLOSING_ACCOUNT_NOT_EQUITY", "/closingEntries/account")));
        if (rejected.isPresent()) {
            return List.of(rejected.get());
        }
        List<Line> lines = new ArrayList<>();
        Map<String, BigInteger> results = new LinkedHashMap<>();
        for (String path : types.keySet()) {
            if (List.of("income", "expense").contains(types.get(path))) {
                for (String currency : new TreeMap<>(scales).keySet()) {
                    BigInteger net = sum(path, currency, true, through).subtract(sum(path, currency, false, through));
                    if (net.signum() != 0) {
                        lines.add(closingLine(path, net.negate(), currency));
                        results.merge(currency, net, BigInteger::add);
                    }
                }
            }
        }
        List<Item> entries = new ArrayList<>();
        if (!lines.isEmpty()) {
            results.values().removeIf(net -> net.signum() == 0);
            results.forEach((currency, net) -> lines.add(closingLine(account, net, currency)));
            Post post = new Post("", null, null, through, lines);
            Optional<Rejected> against = first(List.of(
                    () -> unless(
                            results.values().stream().noneMatch(net -> isTooLarge(net.abs())), "BALANCE_TOO_LARGE"),
                    () -> accounts(post, ledger -> ledger.record(post))));
            if (against.isPresent()) {
                return List.of(against.get());
            }
            entries.add(record(post).withoutEffect());
            closings.put(journalNumber, post);
        }
        version++;
        journalNumber++;
        return entries;
    }

    private Line closingLine(String account, BigInteger debit, String currency) {
        return new Line(account, debit.signum() > 0, decimal(debit.abs(), scales.get(currency)), currency);
    }

    /** The tests close through no day that is so near that it mattered when exactly they run. */
    private static boolean isOver(String day) {
        return day.compareTo("2100-01-01") < 0;
    }

    /** The last day that is closed; empty before any. */
    public String closedThrough() {
        return closedThrough;
    }

    /** How many events were about the ledger itself. */
    public long version() {
        return version;
    }

    /** How many currencies it has. */
    public int currencyCount() {
        return scales.size();
    }

    /** Opens an account, if no rule is against it. */
    Optional<Rejected> open(String path, String type, List<String> currencies, List<Limit> wanted) {
        Optional<Rejected> rejected = unless(!types.containsKey(path), "ACCOUNT_EXISTS", "/path")
                .or(() -> amounts(currencies, wanted));
        if (rejected.isEmpty()) {
            if (!currencies.isEmpty()) {
                keptIn.put(path, currencies.stream().map(ReferenceLedger::code).toList());
            }
            types.put(path, type);
            versions.put(path, 1L);
            set(path, wanted);
            journalNumber++;
            stands(path);
        }
        return rejected;
    }

    /** Changes something about an account itself, if no rule is against it. */
    Item changeAccount(String path, Supplier<Optional<Rejected>> rules, Runnable change) {
        Optional<Rejected> rejected = unless(types.containsKey(path), "ACCOUNT_NOT_FOUND").or(rules);
        if (rejected.isPresent()) {
            return rejected.get();
        }
        change.run();
        versions.merge(path, 1L, Long::sum);
        journalNumber++;
        stands(path);
        return new AccountChanged(versions.get(path));
    }

    private Optional<Rejected> unlessClosed(String path) {
        return unless(!closed.contains(path), "ACCOUNT_CLOSED");
    }

    Item changeLimits(Request.ChangeLimits request) {
        String path = request.account();
        return changeAccount(
                path,
                () -> amounts(List.of(), request.limits()).or(() -> unlessClosed(path)),
                () -> set(path, request.limits()));
    }

    Item freeze(Request.Freeze request) {
        String path = request.account();
        String before = frozen.get(path);
        String after = before == null || before.equals(request.direction()) ? request.direction() : "both";
        return changeAccount(
                path,
                () -> unlessClosed(path).or(() -> unless(!after.equals(before), "ACCOUNT_FROZEN_ALREADY")),
                () -> frozen.put(path, after));
    }

    Item unfreeze(Request.Unfreeze request) {
        String path = request.account();
        return changeAccount(
                path,
                () -> unlessClosed(path).or(() -> unless(frozen.containsKey(path), "ACCOUNT_NOT_FROZEN")),
                () -> frozen.remove(path));
    }

    Item closeAccount(Request.CloseAccount request) {
        String path = request.account();
        return changeAccount(
                path,
                () -> unlessClosed(path).or(() -> unless(isEmpty(path), "ACCOUNT_NOT_EMPTY")),
                () -> closed.add(path));
    }

    private boolean isEmpty(String path) {
        return openHolds.stream().flatMap(hold -> hold.lines().stream()).noneMatch(line -> line.account().equals(path))
                && scales.keySet().stream()
                        .allMatch(currency -> balanceOf(path, currency).signum() == 0);
    }

    Item reopenAccount(Request.ReopenAccount request) {
        String path = request.account();
        return changeAccount(
                path, () -> unless(closed.contains(path), "ACCOUNT_NOT_CLOSED"), () -> closed.remove(path));
    }

    Item rename(Request.Rename request) {
        String path = request.account();
        return changeAccount(path, () -> unlessClosed(path), () -> {
            names.remove(path);
            if (request.name() != null) {
                names.put(path, request.name());
            }
        });
    }

    Item changeMetadata(Request.ChangeAccountMetadata change) {
        String path = change.account();
        Map<String, String> after = new TreeMap<>(accountMetadata.getOrDefault(path, Map.of()));
        change.delete().forEach(after::remove);
        after.putAll(change.merge());
        return changeAccount(
                path,
                () -> unless(after.size() <= METADATA_PAIRS_MAX, "METADATA_FULL", "/merge")
                        .or(() -> unlessClosed(path)),
                () -> accountMetadata.put(path, after));
    }

    /** How many events an account has seen, or null where it is not there. */
    @Nullable
    Long version(String account) {
        return versions.get(account);
    }

    private String statusOf(String account) {
        return closed.contains(account) ? "closed" : frozen.containsKey(account) ? "frozen" : "open";
    }

    private void stands(String account) {
        accountStandings.add(new AccountStanding(
                account,
                journalNumber,
                types.get(account),
                statusOf(account),
                accountMetadata.getOrDefault(account, Map.of())));
    }

    /** Every account as it stood after an event, by path. */
    List<AccountStanding> accountsAt(long knownAt) {
        Map<String, AccountStanding> last = new TreeMap<>();
        accountStandings.stream()
                .filter(standing -> standing.journalNumber() <= knownAt)
                .forEach(standing -> last.put(standing.path(), standing));
        return List.copyOf(last.values());
    }

    /** In which currencies an account shows a balance, as known at an event, or, for null, now. */
    List<String> currenciesOf(String account, @Nullable Long knownAt) {
        return scales.keySet().stream()
                .filter(currency -> knownAt == null
                        ? moved.containsKey(account + " " + currency)
                        : entriesOf(account, currency, null, knownAt).findAny().isPresent())
                .toList();
    }

    /** Every transaction as it stood after an event, as they came into the ledger. */
    List<Standing> transactionsAt(long knownAt) {
        Map<Long, Standing> last = new TreeMap<>();
        standings.stream()
                .filter(standing -> standing.journalNumber() <= knownAt)
                .forEach(standing -> last.put(standing.began(), standing));
        return List.copyOf(last.values());
    }

    List<Entry> entries() {
        return entries;
    }

    String decimal(Line line) {
        return decimal(minor(line), scale(line));
    }

    /** A few lists, which depend on nothing but what has happened so far. */
    public List<ReferenceList> someLists() {
        return new ReferenceLists(this, 31 * journalNumber + standings.hashCode()).some();
    }

    private long began(String id) {
        return standings.stream()
                .filter(standing -> id.equals(standing.id()))
                .findFirst()
                .orElseThrow()
                .began();
    }

    private void change(long began, UnaryOperator<Standing> change) {
        standings.add(change.apply(transactionsAt(journalNumber).stream()
                .filter(standing -> standing.began() == began)
                .findFirst()
                .orElseThrow()));
    }

    /** An account in words: its status, what is frozen of it, its name, currencies and limits, and its metadata. */
    public String words(String account) {
        return "%s %s %s %s %s %s v%d"
                .formatted(
                        statusOf(account),
                        frozen.get(account),
                        names.get(account),
                        keptIn.getOrDefault(account, List.of()),
                        limits(account),
                        accountMetadata.getOrDefault(account, Map.of()),
                        versions.get(account));
    }

    private void set(String path, List<Limit> wanted) {
        for (Limit limit : wanted) {
            limits.remove(path + " " + limit.code());
            if (limit.minimum() != null || limit.maximum() != null) {
                limits.put(path + " " + limit.code(), limit);
            }
        }
    }

    private Optional<Rejected> amounts(List<String> currencies, List<Limit> wanted) {
        return first(List.of(
                () -> named(
                        currencies, wanted, currency -> !scales.containsKey(code(currency)), "CURRENCY_NOT_REGISTERED"),
                () -> named(
                        currencies,
                        wanted,
                        currency -> currency.contains("/")
                                && !currency.equals(code(currency) + "/" + scales.get(code(currency))),
                        "CURRENCY_SCALE_DIFFERS"),
                () -> limits(
                        wanted,
                        (limit, amount) -> new BigDecimal(amount).scale() > scales.get(limit.code()),
                        "TOO_MANY_DECIMALS"),
                () -> limits(
                        wanted,
                        (limit, amount) -> isTooLarge(new BigDecimal(amount)
                                .movePointRight(scales.get(limit.code()))
                                .toBigInteger()
                                .abs()),
                        "AMOUNT_TOO_LARGE")));
    }

    private static Optional<Rejected> named(
            List<String> currencies, List<Limit> wanted, Predicate<String> breaksRule, String code) {
        List<String> at = new ArrayList<>();
        for (int i = 0; i < currencies.size(); i++) {
            if (breaksRule.test(currencies.get(i))) {
                at.add("/currencies/%d %s".formatted(i, code));
            }
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (breaksRule.test(wanted.get(i).currency())) {
                at.add("/limits/%d/currency %s".formatted(i, code));
            }
        }
        return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected(code, at));
    }

    private static Optional<Rejected> limits(List<Limit> wanted, BiPredicate<Limit, String> breaksRule, String code) {
        List<String> at = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Limit limit = wanted.get(i);
            if (limit.minimum() != null && breaksRule.test(limit, limit.minimum())) {
                at.add("/limits/%d/minimumBalance %s".formatted(i, code));
            }
            if (limit.maximum() != null && breaksRule.test(limit, limit.maximum())) {
                at.add("/limits/%d/maximumBalance %s".formatted(i, code));
            }
        }
        return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected(code, at));
    }

    private List<String> limits(String account) {
        return limits.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(account + " "))
                .map(Map.Entry::getValue)
                .map(limit -> "%s %s %s".formatted(limit.code(), full(limit, limit.minimum()), full(limit, limit.maximum())))
                .toList();
    }

    private @Nullable String full(Limit limit, @Nullable String amount) {
        return amount == null
                ? null
                : new BigDecimal(amount).setScale(scales.get(limit.code())).toPlainString();
    }


    void recordBatch() {
        journalNumber++;
    }

    /** Posts a transaction if no rule is against it; the first that is, in this order, is the one that is told. */
    Item post(Post post) {
        Optional<Rejected> rejected =
                first(List.of(() -> names(post), () -> amounts(post), () -> effects(booked(post))));
        return rejected.isPresent() ? rejected.get() : record(booked(post));
    }

    /** Puts a transaction in reserve if no rule is against it. */
    Item hold(Request.Hold hold) {
        Post post = hold.proposed();
        Optional<Rejected> rejected = first(List.of(
                () -> names(post),
                () -> amounts(post),
                () -> unless(isInRange(post.effectiveOn()), "EFFECTIVE_AT_OUT_OF_RANGE", "/effectiveAt"),
                () -> unless(!isPast(hold.expiresAt()), "EXPIRES_AT_NOT_AHEAD", "/expiresAt"),
                () -> accounts(booked(post), ledger -> ledger.reserve(booked(post), null))));
        return rejected.isPresent() ? rejected.get() : reserve(booked(post), hold.expiresAt());
    }

    /** The tests use no moment between these two. */
    private static boolean isPast(@Nullable String moment) {
        return moment != null && moment.compareTo("2021") < 0;
    }

    /** Posts all of a hold or a part, if no rule is against it; what is not posted is no longer in reserve. */
    Item postHold(Request.PostHold post) {
        if (!ids.contains(post.hold())) {
            return new Rejected("TRANSACTION_NOT_FOUND", List.of());
        }
        List<Line> held = linesInReserve(post.hold());
        Post written = new Post(
                post.ledger(),
                null,
                null,
                post.effectiveOn(),
                post.part() == null ? held : post.part(),
                post.conditions(),
                null,
                post.adjustment());
        Post plain = written.plain();
        Optional<Rejected> rejected = first(List.of(
                () -> amounts(written),
                () -> endOf(post.hold()),
                () -> tooMuch(plain.lines(), held).reject("POSTING_EXCEEDS_HOLD", "amount"),
                () -> day(written),
                () -> unless(plain.lines().stream().noneMatch(this::isFrozen), "ACCOUNT_FROZEN"),
                () -> conditions(written)));
        if (rejected.isPresent()) {
            return rejected.get();
        }
        linesOf.put(post.hold(), plain.lines());
        return end(post.hold(), "posted", plain);
    }

    /** Gives a hold up, if no rule is against it. */
    Item voidHold(Request.VoidHold hold) {
        return release(hold.hold(), "voided", endOf(hold.hold()));
    }

    /** Lets a hold expire, if no rule is against it. */
    Item expireHold(Request.ExpireHold hold) {
        boolean overdue = hold.due()
                && openHolds.stream().anyMatch(open -> hold.hold().equals(open.id()) && open.expiresAt() != null);
        return release(
                hold.hold(), "expired", endOf(hold.hold()).or(() -> unless(overdue, "HOLD_NOT_DUE")));
    }

    private Item release(String hold, String how, Optional<Rejected> rejected) {
        if (!ids.contains(hold)) {
            return new Rejected("TRANSACTION_NOT_FOUND", List.of());
        }
        return rejected.isPresent()
                ? rejected.get()
                : end(hold, how, new Post("", null, null, null, List.of()));
    }

    private List<Line> linesInReserve(String id) {
        return openHolds.stream()
                .filter(hold -> id.equals(hold.id()))
                .flatMap(hold -> hold.lines().stream())
                .toList();
    }

    /** Why nothing is in reserve for a transaction, if nothing is. */
    private Optional<Rejected> endOf(String id) {
        if (!linesInReserve(id).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rejected(
                endedHolds.containsKey(id)
                        ? "HOLD_" + endedHolds.get(id).toUpperCase(Locale.ROOT)
                        : "TRANSACTION_NOT_PENDING",
                List.of()));
    }

    private Ended end(String id, String how, Post posted) {
        List<Line> held = linesInReserve(id);
        openHolds.removeIf(hold -> id.equals(hold.id()));
        endedHolds.put(id, how);
        see(held);
        addEntries(posted, began(id));
        change(
                began(id),
                standing -> how.equals("posted")
                        ? standing.ended(journalNumber, how, posted.effectiveOn(), posted.lines())
                        : standing.called(journalNumber, how));
        return new Ended(how, journalNumber, balancesOf(held));
    }

    private Held reserve(Post post, @Nullable String expiresAt) {
        begin(post);
        openHolds.add(new Hold(post.id(), post.lines(), expiresAt));
        stands(post, "pending", post.lines(), List.of());
        return new Held(journalNumber, balancesOf(post.lines()));
    }

    /** Takes a transaction back if no rule is against it, by posting its lines, or a part of them, the other way round. */
    Item reverse(Request.Reverse reverse) {
        if (!ids.contains(reverse.reversed())) {
            return new Rejected("TRANSACTION_NOT_FOUND", List.of());
        }
        List<Line> left = left(reverse.reversed());
        List<Line> requested = reverse.part() == null ? left : reverse.part();
        Post written = new Post(
                reverse.ledger(),
                reverse.id(),
                reverse.reference(),
                reverse.effectiveOn(),
                requested.stream().map(Line::mirrored).toList(),
                reverse.conditions(),
                null,
                reverse.adjustment());
        Post mirrored = written.plain();
        List<Line> taken = requested.stream().map(Line::plain).toList();
        Optional<Rejected> rejected = first(List.of(
                () -> names(written),
                () -> amounts(written),
                () -> unless(linesOf.containsKey(reverse.reversed()), "TRANSACTION_NOT_POSTED"),
                () -> unless(!left.isEmpty(), "TRANSACTION_REVERSED"),
                () -> unless(parts.getOrDefault(reverse.reversed(), 0) < REVERSALS_MAX, "REVERSAL_LIMIT_REACHED"),
                () -> tooMuch(taken, left).reject("REVERSAL_TOO_LARGE", "amount"),
                () -> effects(mirrored)));
        if (rejected.isPresent()) {
            return rejected.get();
        }
        List<Line> all = new ArrayList<>(takenBack.getOrDefault(reverse.reversed(), List.of()));
        all.addAll(taken);
        takenBack.put(reverse.reversed(), all);
        parts.merge(reverse.reversed(), 1, Integer::sum);
        Posted reversal = record(mirrored);
        change(began(reverse.reversed()), standing -> standing.called(journalNumber, status(reverse.reversed())));
        return reversal;
    }

    /** Changes the metadata of a transaction, if no rule is against it; those that are posted have none at first. */
    Item changeMetadata(Request.ChangeMetadata change) {
        String id = change.transaction();
        Map<String, String> after = new TreeMap<>(metadata.getOrDefault(id, Map.of()));
        change.delete().forEach(after::remove);
        after.putAll(change.merge());
        Optional<Rejected> rejected = first(List.of(
                () -> unless(ids.contains(id), "TRANSACTION_NOT_FOUND"),
                () -> unless(
                        metadataChanges.getOrDefault(id, 0) < METADATA_CHANGES_MAX, "METADATA_CHANGE_LIMIT_REACHED"),
                () -> unless(after.size() <= METADATA_PAIRS_MAX, "METADATA_FULL", "/merge")));
        if (rejected.isPresent()) {
            return rejected.get();
        }
        metadata.put(id, after);
        metadataChanges.merge(id, 1, Integer::sum);
        journalNumber++;
        change(began(id), standing -> standing.noted(journalNumber, after));
        return new Noted(after);
    }

    /** The metadata of a transaction that can be named, where they were ever changed. */
    public Optional<Map<String, String>> metadata(String id) {
        return Optional.ofNullable(metadata.get(id));
    }

    /** How a transaction that can be named is called: by what has become of it, and by how much of it has been taken back. */
    public String status(String id) {
        if (!linesInReserve(id).isEmpty()) {
            return "pending";
        }
        if (!linesOf.containsKey(id)) {
            return endedHolds.get(id);
        }
        if (!takenBack.containsKey(id)) {
            return "posted";
        }
        return left(id).isEmpty() ? "reversed" : "partly-reversed";
    }

    /** What is left of each line of a transaction. */
    private List<Line> left(String id) {
        List<Line> taken = new ArrayList<>(takenBack.getOrDefault(id, List.of()));
        List<Line> left = new ArrayList<>();
        for (Line line : linesOf.getOrDefault(id, List.of())) {
            BigInteger already = sumOf(taken, line).min(minor(line));
            BigInteger rest = minor(line).subtract(already);
            if (already.signum() > 0) {
                taken.add(with(line, already.negate()));
            }
            if (rest.signum() > 0) {
                left.add(with(line, rest));
            }
        }
        return left;
    }

    private Line with(Line line, BigInteger minorUnits) {
        return new Line(line.account(), line.debit(), decimal(minorUnits, scale(line)), line.currency());
    }

    /** The sum of the lines that go to the same side of the same account in the same currency. */
    private BigInteger sumOf(List<Line> lines, Line like) {
        return lines.stream()
                .filter(line -> line.account().equals(like.account())
                        && line.debit() == like.debit()
                        && line.currency().equals(like.currency()))
                .map(this::minor)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Each line that asks for more than those before it have left. */
    private Lines tooMuch(List<Line> taken, List<Line> left) {
        List<Line> agreed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < taken.size(); place++) {
            Line line = taken.get(place);
            if (sumOf(agreed, line).add(minor(line)).compareTo(sumOf(left, line)) > 0) {
                places.add(place);
            } else {
                agreed.add(line);
            }
        }
        return new Lines(places);
    }

    private Optional<Rejected> names(Post post) {
        return first(List.of(
                () -> unless(!ids.contains(post.id()), "TRANSACTION_EXISTS", "/id"),
                () -> unless(!references.contains(post.reference()), "REFERENCE_TAKEN", "/reference")));
    }

    private Optional<Rejected> amounts(Post post) {
        return first(List.of(
                () -> currencies(post, currency -> !scales.containsKey(code(currency)), "CURRENCY_NOT_REGISTERED"),
                () -> currencies(
                        post,
                        currency -> currency.contains("/")
                                && !currency.equals(code(currency) + "/" + scales.get(code(currency))),
                        "CURRENCY_SCALE_DIFFERS"),
                () -> lines(post, line -> new BigDecimal(line.amount()).scale() > scale(line))
                        .reject("TOO_MANY_DECIMALS", "amount"),
                () -> lines(post, line -> isTooLarge(minor(line))).reject("AMOUNT_TOO_LARGE", "amount"),
                () -> exchangeTooLarge(post),
                () -> unbalanced(post.plain()),
                () -> unless(isTwoSided(post), "EXCHANGE_ONE_SIDED", "/postings"),
                () -> unless(isAtRate(post), "EXCHANGE_RATE_MISMATCH", "/exchange/rate")));
    }

    /** By how much debits of a currency exceed credits. */
    private BigInteger net(Post post, String currency) {
        return post.lines().stream()
                .filter(line -> line.code().equals(currency))
                .map(line -> line.debit() ? minor(line) : minor(line).negate())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private Optional<Rejected> exchangeTooLarge(Post post) {
        List<String> at = new ArrayList<>();
        if (post.exchange() != null) {
            if (isTooLarge(net(post, post.exchange().fromCode()).abs())) {
                at.add("/exchange/from AMOUNT_TOO_LARGE");
            }
            if (isTooLarge(net(post, post.exchange().toCode()).abs())) {
                at.add("/exchange/to AMOUNT_TOO_LARGE");
            }
        }
        return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected("AMOUNT_TOO_LARGE", at));
    }

    private boolean isTwoSided(Post post) {
        return post.exchange() == null
                || net(post, post.exchange().fromCode()).signum()
                                * net(post, post.exchange().toCode()).signum()
                        < 0;
    }

    private boolean isAtRate(Post post) {
        if (post.exchange() == null) {
            return true;
        }
        String from = post.exchange().fromCode();
        String to = post.exchange().toCode();
        BigDecimal given = new BigDecimal(net(post, from).abs(), scales.get(from));
        BigDecimal taken = new BigDecimal(net(post, to).abs(), scales.get(to));
        BigDecimal off = given.multiply(new BigDecimal(post.exchange().rate())).subtract(taken);
        return off.abs().movePointRight(scales.get(to)).compareTo(BigDecimal.ONE) < 0;
    }

    /** A transaction with plain lines, and with those that balance its exchange. */
    private Post booked(Post post) {
        List<Line> lines = new ArrayList<>(post.plain().lines());
        if (post.exchange() != null) {
            for (String currency :
                    List.of(post.exchange().fromCode(), post.exchange().toCode())) {
                BigInteger net = net(post, currency);
                lines.add(new Line(
                        post.exchange().account(),
                        net.signum() < 0,
                        decimal(net.abs(), scales.get(currency)),
                        currency));
            }
        }
        return post.with(lines);
    }

    private static String code(String currency) {
        return currency.split("/", 2)[0];
    }

    /** Every currency that a line, a condition or an exchange names and that breaks a rule. */
    private static Optional<Rejected> currencies(Post post, Predicate<String> breaksRule, String code) {
        List<String> at = new ArrayList<>();
        for (int i = 0; i < post.lines().size(); i++) {
            if (breaksRule.test(post.lines().get(i).currency())) {
                at.add("/postings/%d/currency %s".formatted(i, code));
            }
        }
        for (int i = 0; i < post.conditions().size(); i++) {
            String currency = post.conditions().get(i).currency();
            if (currency != null && breaksRule.test(currency)) {
                at.add("/conditions/%d/currency %s".formatted(i, code));
            }
        }
        if (post.exchange() != null) {
            if (breaksRule.test(post.exchange().from())) {
                at.add("/exchange/from " + code);
            }
            if (breaksRule.test(post.exchange().to())) {
                at.add("/exchange/to " + code);
            }
        }
        return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected(code, at));
    }

    /** Each thing that is required of an account and is not so. */
    private Optional<Rejected> conditions(Post post) {
        List<String> at = new ArrayList<>();
        for (int i = 0; i < post.conditions().size(); i++) {
            Condition condition = post.conditions().get(i);
            String account = condition.account();
            if (condition.expectedVersion() != null
                    && !condition.expectedVersion().equals(versions.getOrDefault(account, 0L))) {
                at.add("/conditions/%d/expectedVersion CONDITION_FAILED".formatted(i));
            }
            String currency = condition.code();
            if (currency != null) {
                BigDecimal balance = new BigDecimal(balanceOf(account, currency), scales.get(currency));
                boolean outflow = !growsByDebits(types.getOrDefault(account, "asset"));
                BigDecimal reserved = new BigDecimal(pending(account, currency, outflow), scales.get(currency));
                beyond(balance, condition.balance(), "/conditions/%d/balance/".formatted(i), at);
                beyond(balance.subtract(reserved), condition.available(), "/conditions/%d/available/".formatted(i), at);
            }
        }
        return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected("CONDITION_FAILED", at));
    }

    private static void beyond(BigDecimal amount, Map<String, String> bounds, String pointer, List<String> at) {
        for (String bound : List.of("atLeast", "atMost", "equal")) {
            if (bounds.containsKey(bound) && isBeyond(amount, bound, bounds.get(bound))) {
                at.add(pointer + bound + " CONDITION_FAILED");
            }
        }
    }

    private static boolean isBeyond(BigDecimal amount, String bound, String limit) {
        int order = amount.compareTo(new BigDecimal(limit));
        return bound.equals("atLeast") ? order < 0 : bound.equals("atMost") ? order > 0 : order != 0;
    }

    /** What an account holds, positive on its normal side; nothing where it is not open. */
    private BigInteger balanceOf(String account, String currency) {
        String type = types.getOrDefault(account, "asset");
        BigInteger net = sum(account, currency, true, null).subtract(sum(account, currency, false, null));
        return growsByDebits(type) ? net : net.negate();
    }

    private static boolean growsByDebits(String type) {
        return type.equals("asset") || type.equals("expense");
    }

    /** Whether something can be posted for its day. */
    private Optional<Rejected> day(Post post) {
        return first(List.of(
                () -> unless(isInRange(post.effectiveOn()), "EFFECTIVE_AT_OUT_OF_RANGE", "/effectiveAt"),
                () -> unless(
                        post.adjustment()
                                || post.effectiveOn() == null
                                || post.effectiveOn().compareTo(closedThrough) > 0,
                        "PERIOD_CLOSED",
                        "/effectiveAt")));
    }

    private Optional<Rejected> effects(Post post) {
        return first(List.of(
                () -> day(post),
                () -> accounts(post, ledger -> ledger.record(post))));
    }

    /** @param effect what is to be done with the transaction */
    private Optional<Rejected> accounts(Post post, Consumer<ReferenceLedger> effect) {
        return first(List.of(
                () -> lines(post, line -> strict && !types.containsKey(line.account()) && !isOfExchange(line, post))
                        .reject("ACCOUNT_NOT_OPEN", "account"),
                () -> lines(post, line -> typeOf(line.account()) == null).reject("ACCOUNT_TYPE_UNKNOWN", "account"),
                () -> unless(post.lines().stream().noneMatch(line -> closed.contains(line.account())), "ACCOUNT_CLOSED"),
                () -> unless(post.lines().stream().noneMatch(this::isFrozen), "ACCOUNT_FROZEN"),
                () -> unless(post.lines().stream().allMatch(this::isKeptIn), "CURRENCY_NOT_ALLOWED"),
                () -> conditions(post),
                () -> unless(staysSmall(post, effect), "BALANCE_TOO_LARGE"),
                () -> unless(staysAboveMinimum(post, effect), "BALANCE_BELOW_MINIMUM"),
                () -> unless(staysBelowMaximum(post, effect), "BALANCE_ABOVE_MAXIMUM")));
    }

    private boolean isFrozen(Line line) {
        String direction = frozen.get(line.account());
        return !forced
                && direction != null
                && (direction.equals("both") || direction.equals("debit") == line.debit());
    }

    private boolean isKeptIn(Line line) {
        List<String> currencies = keptIn.get(line.account());
        return currencies == null || currencies.contains(line.code());
    }

    /** Whether of no account there would be less available than its minimum, and less than there was. */
    private boolean staysAboveMinimum(Post post, Consumer<ReferenceLedger> effect) {
        return isWithin(post, effect, Limit::minimum, (before, after, minimum) ->
                after.compareTo(minimum) >= 0 || after.compareTo(before) >= 0, true);
    }

    /** Whether no account would come to more than its maximum with what may yet come to it, and to more than it had. */
    private boolean staysBelowMaximum(Post post, Consumer<ReferenceLedger> effect) {
        return isWithin(post, effect, Limit::maximum, (before, after, maximum) ->
                after.compareTo(maximum) <= 0 || after.compareTo(before) <= 0, false);
    }

    private interface Within {
        boolean is(BigDecimal before, BigDecimal after, BigDecimal limit);
    }

    private boolean isWithin(
            Post post,
            Consumer<ReferenceLedger> effect,
            Function<Limit, @Nullable String> limit,
            Within within,
            boolean outflow) {
        if (forced) {
            return true;
        }
        ReferenceLedger after = copy();
        effect.accept(after);
        return post.lines().stream().allMatch(line -> {
            Limit limits = this.limits.get(line.account() + " " + line.currency());
            String amount = limits == null ? null : limit.apply(limits);
            return amount == null
                    || within.is(
                            reckoned(line.account(), line.currency(), outflow),
                            after.reckoned(line.account(), line.currency(), outflow),
                            new BigDecimal(amount));
        });
    }

    /** The balance less what holds may take from it, or else with what they may bring to it. */
    private BigDecimal reckoned(String account, String currency, boolean outflow) {
        boolean normal = growsByDebits(types.get(account));
        BigInteger balance = balanceOf(account, currency);
        return new BigDecimal(
                outflow
                        ? balance.subtract(pending(account, currency, !normal))
                        : balance.add(pending(account, currency, normal)),
                scales.get(currency));
    }

    private static Optional<Rejected> first(List<Supplier<Optional<Rejected>>> rules) {
        return rules.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private Posted record(Post post) {
        begin(post);
        if (post.id() != null) {
            linesOf.put(post.id(), post.lines());
        }
        addEntries(post, journalNumber);
        stands(post, "posted", List.of(), post.lines());
        return new Posted(journalNumber, balancesOf(post.lines()));
    }

    /** A transaction comes into the ledger, and opens the accounts that it names first. */
    private void begin(Post post) {
        if (post.id() != null) {
            ids.add(post.id());
        }
        if (post.reference() != null) {
            references.add(post.reference());
        }
        for (Line line : post.lines()) {
            if (!types.containsKey(line.account())) {
                open(line.account(), TYPES.get(line.account().split(":", 2)[0]), List.of(), List.of());
            }
        }
        see(post.lines());
    }

    /** An event, which all accounts of these lines see. */
    private void see(List<Line> lines) {
        lines.stream().map(Line::account).distinct().forEach(account -> versions.merge(account, 1L, Long::sum));
        lines.forEach(line -> moved.put(line.account() + " " + line.currency(), versions.get(line.account())));
        journalNumber++;
    }

    private void stands(Post post, String status, List<Line> held, List<Line> posted) {
        standings.add(new Standing(
                journalNumber, journalNumber, post.id(), post.reference(), status, post.effectiveOn(), held, posted, Map.of()));
    }

    private void addEntries(Post post, long began) {
        for (Line line : post.lines()) {
            entries.add(new Entry(line, minor(line), post.effectiveOn(), journalNumber, began));
        }
    }

    private List<Balance> balancesOf(List<Line> lines) {
        Set<String> accounts = new LinkedHashSet<>();
        lines.forEach(line -> accounts.add(line.account()));
        List<Balance> balances = new ArrayList<>();
        for (String account : accounts) {
            lines.stream()
                    .filter(line -> line.account().equals(account))
                    .map(Line::currency)
                    .distinct()
                    .forEach(currency -> balances.add(balance(account, currency, null)));
        }
        return balances;
    }

    private @Nullable String typeOf(String account) {
        return types.containsKey(account) ? types.get(account) : TYPES.get(account.split(":", 2)[0]);
    }

    private int scale(Line line) {
        return scales.get(line.code());
    }

    private BigInteger minor(Line line) {
        return new BigDecimal(line.amount()).movePointRight(scale(line)).toBigIntegerExact();
    }

    private static boolean isTooLarge(BigInteger minorUnits) {
        return minorUnits.compareTo(TOO_LARGE) >= 0;
    }

    /** The tests use no day that is so near to ten years ahead that it mattered when exactly they run. */
    private static boolean isInRange(@Nullable String day) {
        return day == null || (day.compareTo("1900-01-01") >= 0 && day.compareTo("2100-01-01") < 0);
    }

    private Optional<Rejected> unbalanced(Post post) {
        Map<String, BigInteger> differences = new LinkedHashMap<>();
        for (Line line : post.lines()) {
            differences.merge(line.currency(), line.debit() ? minor(line) : minor(line).negate(), BigInteger::add);
        }
        differences.values().removeIf(difference -> difference.signum() == 0);
        if (post.exchange() != null) {
            differences.remove(post.exchange().fromCode());
            differences.remove(post.exchange().toCode());
        }
        List<String> at = differences.keySet().stream()
                .map(_ -> "/postings UNBALANCED")
                .toList();
        return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected("UNBALANCED", at));
    }

    private static boolean isOfExchange(Line line, Post post) {
        return post.exchange() != null && line.account().equals(post.exchange().account());
    }

    /** Whether no account's debits, and no account's credits, would pass 38 digits in a currency, were every hold posted. */
    private boolean staysSmall(Post post, Consumer<ReferenceLedger> effect) {
        ReferenceLedger after = copy();
        effect.accept(after);
        return post.lines().stream().noneMatch(line -> Stream.of(true, false)
                .anyMatch(debit -> isTooLarge(after.sum(line.account(), line.currency(), debit, null)
                        .add(after.pending(line.account(), line.currency(), debit)))));
    }

    private BigInteger pending(String account, String currency, boolean debit) {
        return openHolds.stream()
                .flatMap(hold -> hold.lines().stream())
                .filter(line -> line.account().equals(account) && line.currency().equals(currency))
                .filter(line -> line.debit() == debit)
                .map(this::minor)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger sum(String account, String currency, boolean debit, @Nullable String asOf) {
        return sum(account, currency, debit, asOf, journalNumber);
    }

    private BigInteger sum(String account, String currency, boolean debit, @Nullable String asOf, long knownAt) {
        return entriesOf(account, currency, asOf, knownAt)
                .filter(entry -> entry.line().debit() == debit)
                .map(Entry::amount)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private Stream<Entry> entriesOf(String account, String currency, @Nullable String asOf, long knownAt) {
        return entries.stream()
                .filter(entry -> entry.journalNumber() <= knownAt)
                .filter(entry -> entry.line().account().equals(account))
                .filter(entry -> entry.line().currency().equals(currency))
                .filter(entry -> asOf == null
                        || (entry.effectiveOn() != null && entry.effectiveOn().compareTo(asOf) <= 0));
    }

    private Balance balance(String account, String currency, @Nullable String asOf) {
        String type = types.get(account);
        BigInteger debits = sum(account, currency, true, asOf);
        BigInteger credits = sum(account, currency, false, asOf);
        BigInteger balance = growsByDebits(type) ? debits.subtract(credits) : credits.subtract(debits);
        BigInteger outflow = pending(account, currency, !growsByDebits(type));
        int scale = scales.get(currency);
        return new Balance(
                account,
                type,
                currency,
                decimal(debits, scale),
                decimal(credits, scale),
                decimal(balance, scale),
                decimal(pending(account, currency, true), scale),
                decimal(pending(account, currency, false), scale),
                decimal(balance.subtract(outflow), scale),
                moved.get(account + " " + currency));
    }

    private static String decimal(BigInteger minorUnits, int scale) {
        return new BigDecimal(minorUnits, scale).toPlainString();
    }

    /** Every account that is open, by path, with its type. */
    public Map<String, String> accounts() {
        return types;
    }

    /**
     * What each account holds in each currency that was posted to it, by path and currency.
     *
     * @param asOf counts only what was effective on that day or before, a day long past; null for everything, what is in reserve
     *     and has never been posted included
     */
    public List<Balance> balances(@Nullable String asOf) {
        List<Balance> balances = new ArrayList<>();
        for (String account : types.keySet()) {
            scales.keySet().stream()
                    .sorted()
                    .filter(currency -> asOf == null
                            ? moved.containsKey(account + " " + currency)
                            : entriesOf(account, currency, asOf, journalNumber).findAny().isPresent())
                    .forEach(currency -> balances.add(balance(account, currency, asOf)));
        }
        return balances;
    }

    /**
     * What each account had in each currency that had been posted to it, as the journal told it up to an event: account, type, currency,
     * debits and credits, with blanks between them.
     */
    public List<String> pastBalances(@Nullable String asOf, long knownAt) {
        List<String> balances = new ArrayList<>();
        for (String account : types.keySet()) {
            scales.keySet().stream()
                    .sorted()
                    .filter(currency ->
                            entriesOf(account, currency, asOf, knownAt).findAny().isPresent())
                    .forEach(currency -> balances.add(String.join(
                            " ",
                            account,
                            types.get(account),
                            currency,
                            decimal(sum(account, currency, true, asOf, knownAt), scales.get(currency)),
                            decimal(sum(account, currency, false, asOf, knownAt), scales.get(currency)))));
        }
        return balances;
    }

    /** Lines of a transaction that break a rule, by their places. */
    private record Lines(List<Integer> places) {
        Optional<Rejected> reject(String code, String field) {
            List<String> at = places.stream()
                    .map(place -> "/postings/%d/%s %s".formatted(place, field, code))
                    .toList();
            return at.isEmpty() ? Optional.empty() : Optional.of(new Rejected(code, at));
        }
    }

    private static Lines lines(Post post, Predicate<Line> breaksRule) {
        return new Lines(IntStream.range(0, post.lines().size())
                .filter(place -> breaksRule.test(post.lines().get(place)))
                .boxed()
                .toList());
    }

    private static Optional<Rejected> unless(boolean kept, String code, String... pointers) {
        List<String> at = Stream.of(pointers).map(pointer -> pointer + " " + code).toList();
        return kept ? Optional.empty() : Optional.of(new Rejected(code, at));
    }
}
