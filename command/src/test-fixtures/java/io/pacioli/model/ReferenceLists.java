package io.pacioli.model;

import static io.pacioli.model.ReferenceFilter.compared;
import static io.pacioli.model.ReferenceFilter.isNoneOf;
import static io.pacioli.model.ReferenceFilter.isOneOf;
import static io.pacioli.model.ReferenceFilter.like;
import static io.pacioli.model.ReferenceFilter.oneOf;
import static io.pacioli.model.ReferenceFilter.someOf;
import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random lists of what there is in a ledger: by filters, by days, and by what was known at an event. */
public final class ReferenceLists {

    static final List<String> DAYS =
            List.of("1900-01-01", "2023-12-31", "2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01");

    static final List<String> PATTERNS = List.of(
            "assets:cash", "income:sales", "assets:*", "liabilities:**", "expenses:rent", "equity:**", "income:*:x", "assets:cash:**");

    static final List<String> VALUES = List.of("", "1", "ü");

    private final ReferenceLedger ledger;
    private final Random random;

    /** @param seed which lists it is */
    public ReferenceLists(ReferenceLedger ledger, long seed) {
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    /** A few of every kind. */
    public List<ReferenceList> some() {
        return Stream.of(transactions(), transactions(), entries(), accounts())
                .flatMap(List::stream)
                .toList();
    }

    private List<ReferenceList> transactions() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Long knownAt = knownAt(parameters);
        List<StandingFilter> conditions = new ArrayList<>();
        Optional<AccountStanding> account = random.nextInt(3) == 0 ? account(knownAt) : Optional.empty();
        boolean byDay = false;
        if (random.nextInt(4) > 0) {
            int kind = random.nextInt(3);
            byDay = kind < 2;
            if (kind > 0) {
                conditions.addAll(new StandingFilters(random).conjuncts(account.isPresent()));
            }
            if (byDay) {
                conditions.add(StandingFilter.of(days(List.of("==", "=ge=", "=gt=", "=le=", "=lt="), Standing::day)));
            }
            parameters.put("filter", StandingFilter.all(conditions).text());
        }
        account.ifPresent(named -> {
            parameters.put("account", named.path());
            conditions.add(StandingFilter.ofPosting(
                    ReferenceFilter.like("account", List.of(named.path()), place -> place.line().account())));
        });
        List<Predicate<Standing>> all = new ArrayList<>();
        all.add(StandingFilter.all(conditions).meaning());
        for (String bound : List.of("effectiveFrom", "effectiveTo", "asOf")) {
            if (random.nextInt(5) == 0) {
                String day = oneOf(random, DAYS);
                byDay = true;
                parameters.put(bound, day);
                all.add(bound.equals("effectiveFrom")
                        ? each -> each.day().compareTo(day) >= 0
                        : each -> each.day().compareTo(day) <= 0);
            }
        }
        Comparator<Standing> recorded = Comparator.comparingLong(Standing::began);
        Comparator<Standing> dated = Comparator.comparing(Standing::day);
        return list(
                "transactions",
                "/transactions",
                parameters,
                ledger.transactionsAt(known(knownAt)).stream()
                        .filter(each -> all.stream().allMatch(condition -> condition.test(each)))
                        .sorted(ordered(
                                byDay ? dated.thenComparing(recorded) : recorded, parameters))
                        .map(each -> "%d %s %s".formatted(each.began(), each.status(), each.day()))
                        .toList());
    }

    private <R> ReferenceFilter<R> amount(Function<R, BigDecimal> of) {
        return compared(
                "amount", oneOf(random, List.of("==", "=ge=", "=gt=", "=le=", "=lt=")), new BigDecimal(oneOf(random, List.of("1", "7.00", "12.3"))), of);
    }

    private <R> ReferenceFilter<R> metadata(boolean is, Function<R, Map<String, String>> of) {
        String key = oneOf(random, List.of("a", "b", "c"));
        List<String> values = someOf(random, VALUES);
        Function<R, List<String>> value = row -> present(of.apply(row).get(key));
        return is ? isOneOf("metadata." + key, values, value) : isNoneOf("metadata." + key, values, value);
    }

    private <R> ReferenceFilter<R> days(List<String> operators, Function<R, String> of) {
        return compared("effectiveDate", oneOf(random, operators), oneOf(random, DAYS), of);
    }

    private static List<String> present(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static String side(Request.Line line) {
        return line.debit() ? "debit" : "credit";
    }

    private List<ReferenceList> entries() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Long knownAt = knownAt(parameters);
        return account(knownAt).map(account -> entries(account.path(), knownAt, parameters)).orElse(List.of());
    }

    private List<ReferenceList> entries(String path, @Nullable Long knownAt, Map<String, String> parameters) {
        List<Predicate<Posted>> conditions = new ArrayList<>();
        if (random.nextBoolean()) {
            ReferenceFilter<Posted> filter = ReferenceFilter.all(Stream.generate(this::ofEntry).limit(1 + random.nextInt(2)).toList());
            parameters.put("filter", filter.text());
            conditions.add(filter.meaning());
        }
        if (random.nextBoolean()) {
            String day = oneOf(random, DAYS);
            parameters.put("asOf", day);
            conditions.add(each -> each.day().compareTo(day) <= 0);
        }
        List<Posted> all = posted(path, known(knownAt));
        Comparator<Posted> recorded = Comparator.comparingInt(Posted::place);
        Comparator<Posted> dated = Comparator.comparing(Posted::day);
        boolean byDay = parameters.containsKey("asOf") && !parameters.containsKey("filter");
        return list(
                "entries",
                "/accounts/" + path + "/entries",
                parameters,
                all.stream()
                        .filter(each -> conditions.stream().allMatch(condition -> condition.test(each)))
                        .sorted(ordered(byDay ? dated.thenComparing(recorded) : recorded, parameters))
                        .map(each -> "%d %s %s %s %s".formatted(each.journalNumber(), side(each.line()), ledger.decimal(each.line()), each.line().code(), each.day()))
                        .toList());
    }

    /** An entry of an account, at its place among all of them, and its transaction. */
    private record Posted(int place, long journalNumber, Request.Line line, String day, Standing transaction) {}

    private List<Posted> posted(String path, long knownAt) {
        List<Posted> all = new ArrayList<>();
        for (ReferenceLedger.Entry entry : ledger.entries()) {
            if (entry.journalNumber() <= knownAt && entry.line().account().equals(path)) {
                Standing transaction = ledger.transactionsAt(knownAt).stream()
                        .filter(each -> each.began() == entry.began())
                        .findFirst()
                        .orElseThrow();
                all.add(new Posted(all.size(), entry.journalNumber(), entry.line(), Standing.day(entry.effectiveOn()), transaction));
            }
        }
        return all;
    }

    private ReferenceFilter<Posted> ofEntry() {
        return switch (random.nextInt(6)) {
            case 0 -> isOneOf("direction", List.of(oneOf(random, List.of("debit", "credit"))), each -> List.of(side(each.line())));
            case 1 -> isNoneOf("currency", someOf(random, List.of("EUR", "CHF", "JPY")), each -> List.of(each.line().code()));
            case 2 -> amount(each -> new BigDecimal(each.line().amount()));
            case 3 -> days(List.of("==", "!=", "=ge=", "=gt=", "=le=", "=lt="), Posted::day);
            case 4 -> isOneOf("reference", someOf(random, List.of("INV-1", "INV-2", "4")), each -> present(each.transaction().reference()));
            default -> metadata(random.nextBoolean(), each -> each.transaction().metadata());
        };
    }

    private List<ReferenceList> accounts() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Long knownAt = knownAt(parameters);
        List<ReferenceFilter<AccountStanding>> parts = new ArrayList<>();
        parts.add(switch (random.nextInt(3)) {
            case 0 -> like("path", someOf(random, PATTERNS), AccountStanding::path);
            case 1 -> isOneOf("type", someOf(random, List.of("asset", "income", "equity")), each -> List.of(each.type()));
            default -> metadata(true, AccountStanding::metadata);
        });
        if (random.nextBoolean()) {
            parts.add(switch (random.nextInt(3)) {
                case 0 -> isOneOf("status", someOf(random, List.of("open", "frozen", "closed")), each -> List.of(each.status()));
                case 1 -> isNoneOf("currency", someOf(random, List.of("EUR", "CHF", "JPY")), each -> ledger.currenciesOf(each.path(), knownAt));
                default -> metadata(false, AccountStanding::metadata);
            });
        }
        ReferenceFilter<AccountStanding> filter = ReferenceFilter.all(parts);
        parameters.put("filter", filter.text());
        return list(
                "accounts",
                "/accounts",
                parameters,
                ledger.accountsAt(known(knownAt)).stream()
                        .filter(filter.meaning())
                        .map(each -> "%s %s %s".formatted(each.path(), each.status(), each.metadata()))
                        .toList());
    }

    /** Half of the lists are as something was known at an event. */
    private @Nullable Long knownAt(Map<String, String> parameters) {
        if (random.nextBoolean()) {
            return null;
        }
        long knownAt = 1 + (long) (random.nextDouble() * ledger.journalNumber());
        parameters.put("knownAt", Long.toString(knownAt));
        return knownAt;
    }

    private long known(@Nullable Long knownAt) {
        return knownAt == null ? ledger.journalNumber() : knownAt;
    }

    private Optional<AccountStanding> account(@Nullable Long knownAt) {
        List<AccountStanding> accounts = ledger.accountsAt(known(knownAt));
        return accounts.isEmpty() ? Optional.empty() : Optional.of(oneOf(random, accounts));
    }

    /** The newest first, unless asked for otherwise. */
    private <R> Comparator<R> ordered(Comparator<R> order, Map<String, String> parameters) {
        if (random.nextBoolean()) {
            return order.reversed();
        }
        parameters.put("order", "asc");
        return order;
    }

    private List<ReferenceList> list(String what, String path, Map<String, String> parameters, List<String> rows) {
        parameters.put("limit", oneOf(random, List.of("3", "1000", "1000")));
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&"));
        return List.of(new ReferenceList(what, path + "?" + query, rows));
    }
}
