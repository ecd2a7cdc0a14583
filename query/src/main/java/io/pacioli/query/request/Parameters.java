package io.pacioli.query.request;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.message.Text;
import io.pacioli.domain.message.Words;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.filter.FilterMalformed;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query. What is wrong with any of them is gathered, and refused all at once by {@link #refuseIfAny()};
 * until then a faulty one reads as if it had been left out.
 */
public final class Parameters {

    static final String ACCOUNT_PATH_RULE =
            "has to be 1 to 16 segments of letters, digits, dots, underscores and hyphens with colons between them";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    /** 0 stands for the beginning of the journal. */
    static final Pattern JOURNAL_NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

    private static final Pattern EVENT_NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private static final Pattern DEPTH = Pattern.compile("[1-9]\\d?");
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}");

    private final HttpServletRequest request;
    private final Map<String, String> values = new TreeMap<>();
    private final Violations violations = new Violations();

    private Parameters(HttpServletRequest request) {
        this.request = request;
    }

    /** The parameters of a request, which may have those of these names, each once. */
    public static Parameters of(HttpServletRequest request, String... known) {
        Parameters parameters = new Parameters(request);
        request.getParameterMap().forEach((name, values) -> {
            if (!Arrays.asList(known).contains(name)) {
                parameters.violations.add(
                        presentable(name),
                        ProblemCode.PARAMETER_UNKNOWN,
                        known.length == 0 ? "is not known here" : "is not one of " + String.join(", ", known));
            } else if (values.length > 1) {
                parameters.violations.add(name, ProblemCode.PARAMETER_MALFORMED, "was given more than once");
            } else {
                parameters.values.put(name, values[0]);
            }
        });
        return parameters;
    }

    private static String presentable(String name) {
        return Text.isWellFormed(name) && Text.isWithin(name, 1, 64) ? name : "?";
    }

    public void refuseIfAny() {
        violations.refuseIfAny();
    }

    public @Nullable AccountPath accountPath(String name) {
        String text = values.get(name);
        if (text == null || AccountPath.isWellFormed(text)) {
            return text == null ? null : new AccountPath(text);
        }
        violations.add(name, ProblemCode.ACCOUNT_PATH_MALFORMED, ACCOUNT_PATH_RULE);
        return null;
    }

    public <E extends Enum<E>> @Nullable E word(String name, Words<E> words) {
        String text = values.get(name);
        E constant = text == null ? null : words.constant(text).orElse(null);
        if (text != null && constant == null) {
            violations.add(
                    name,
                    ProblemCode.PARAMETER_MALFORMED,
                    words.all().stream().collect(joining(", ", "has to be one of ", "")));
        }
        return constant;
    }

    public @Nullable RequestedCurrency currency(String name) {
        String text = values.get(name);
        if (text == null || RequestedCurrency.isWellFormed(text)) {
            return text == null ? null : RequestedCurrency.parse(text);
        }
        violations.add(
                name,
                ProblemCode.CURRENCY_CODE_MALFORMED,
                "has to be an upper-case letter and up to 23 upper-case letters, digits, dots, underscores and hyphens, or that"
                        + " with a slash and its decimal places, 0 to 18");
        return null;
    }

    public @Nullable LocalDate date(String name) {
        String text = values.get(name);
        try {
            if (text == null || DATE.matcher(text).matches()) {
                return text == null ? null : LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // The calendar does not have it.
        }
        violations.add(name, ProblemCode.PARAMETER_MALFORMED, "has to be a date such as 2026-01-31");
        return null;
    }

    /** {@code depth}: down to which segment of their paths accounts are told apart. */
    public int depth() {
        String text = values.get("depth");
        if (text == null) {
            return AccountPath.DEPTH_MAX;
        }
        int depth = DEPTH.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (depth < 1 || depth > AccountPath.DEPTH_MAX) {
            violations.add(
                    "depth",
                    ProblemCode.PARAMETER_MALFORMED,
                    "has to be a number of segments, 1 to %d".formatted(AccountPath.DEPTH_MAX));
            return AccountPath.DEPTH_MAX;
        }
        return depth;
    }

    /** Refuses the second of two dates where it is before the first. */
    public void requireInOrder(String first, @Nullable LocalDate from, String second, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            violations.add(second, ProblemCode.PARAMETER_MALFORMED, "is before " + first);
        }
    }

    /** A moment as RFC 3339 writes it, with its offset. */
    public @Nullable Instant moment(String name) {
        String text = values.get(name);
        try {
            if (text == null || MOMENT.matcher(text).matches()) {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            // The calendar or the clock does not have it.
        }
        violations.add(
                name,
                ProblemCode.PARAMETER_MALFORMED,
                "has to be a timestamp with its offset such as 2026-01-31T09:30:00Z");
        return null;
    }

    public @Nullable Reference reference(String name) {
        String text = values.get(name);
        if (text == null || (Text.isWellFormed(text) && Text.isWithin(text, 1, Reference.LENGTH_MAX))) {
            return text == null ? null : new Reference(text);
        }
        violations.add(
                name,
                ProblemCode.PARAMETER_MALFORMED,
                "has to be 1 to %d characters without control characters".formatted(Reference.LENGTH_MAX));
        return null;
    }

    /** The number of an event in the journal of its ledger, or 0. */
    public long journalNumber(String name, long byDefault) {
        String text = values.get(name);
        if (text == null || JOURNAL_NUMBER.matcher(text).matches()) {
            return text == null ? byDefault : Long.parseLong(text);
        }
        violations.add(name, ProblemCode.PARAMETER_MALFORMED, "has to be a number of up to 18 digits, such as 42");
        return byDefault;
    }

    /** {@code knownAt}: the number of an event in the journal of its ledger, or a moment. */
    public @Nullable KnownAt knownAt() {
        return knownAt("knownAt");
    }

    /** A parameter that says up to where in the journal to look, as {@code knownAt} does. */
    public @Nullable KnownAt knownAt(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        if (EVENT_NUMBER.matcher(text).matches()) {
            return new KnownAt.JournalNumber(Long.parseLong(text));
        }
        try {
            if (MOMENT.matcher(text).matches()) {
                return new KnownAt.RecordedTime(
                        OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
            }
        } catch (DateTimeException e) {
            // The calendar or the clock does not have it.
        }
        violations.add(
                name,
                ProblemCode.PARAMETER_MALFORMED,
                "has to be the journal number of an event, such as 42, or a timestamp with its offset such as"
                        + " 2026-01-31T09:30:00Z");
        return null;
    }

    /** {@code order}: {@code asc}, or {@code desc}. */
    public Order order(Order byDefault) {
        String text = values.getOrDefault("order", byDefault.keyword());
        for (Order order : Order.values()) {
            if (order.keyword().equals(text)) {
                return order;
            }
        }
        violations.add("order", ProblemCode.PARAMETER_MALFORMED, "has to be asc (oldest first) or desc (newest first)");
        return byDefault;
    }

    /** A value that is read elsewhere, which tells by an empty one that it is none; the rule says what it has to be. */
    public <T> T parsed(String name, Function<String, Optional<T>> parse, String rule, T byDefault) {
        String text = values.get(name);
        if (text == null) {
            return byDefault;
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            violations.add(name, ProblemCode.PARAMETER_MALFORMED, rule);
        }
        return value.orElse(byDefault);
    }

    /** {@code filter}, or null where there is none. */
    public @Nullable Condition filter(FilterLanguage language) {
        String text = values.get("filter");
        try {
            return text == null ? null : language.parse(text);
        } catch (FilterMalformed e) {
            violations.add("filter", ProblemCode.FILTER_MALFORMED, e.getMessage());
            return null;
        }
    }

    /** {@code limit} and {@code cursor}; to be asked when all parameters that choose and order the list have been. */
    public PageRequest page() {
        String limit = values.getOrDefault("limit", Integer.toString(PageRequest.LIMIT_DEFAULT));
        int items = LIMIT.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (items < 1 || items > PageRequest.LIMIT_MAX) {
            violations.add(
                    "limit",
                    ProblemCode.LIMIT_OUT_OF_RANGE,
                    "has to be a number from 1 to %,d".formatted(PageRequest.LIMIT_MAX));
        }
        Map<String, String> chosen = new TreeMap<>(values);
        chosen.keySet().removeAll(List.of("limit", "cursor"));
        Cursor cursor = new Cursor(request.getRequestURI() + chosen);
        String place = null;
        if (values.containsKey("cursor")) {
            place = cursor.read(values.get("cursor")).orElse(null);
            if (place == null) {
                violations.add("cursor", ProblemCode.CURSOR_INVALID, "is not one that this list has handed out");
            }
        }
        return new PageRequest(items, cursor, place);
    }
}
