package io.pacioli.query.filter;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Text;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.filter.AccountPattern;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field are written.
 *
 * @param expected what a value has to be, in words
 * @param read a value, or null where it is not of the form
 * @param ordered whether one value can be more than another
 */
record ValueForm(String expected, Function<String, @Nullable Object> read, boolean ordered) {

    private static final Pattern DAY_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT_FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern AMOUNT_FORM = Pattern.compile("\\d{1,38}(\\.\\d{1,18})?");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Before it, the calendar of the database counts otherwise. */
    private static final Instant FIRST_MOMENT = Instant.parse("0001-01-01T00:00:00Z");

    static final ValueForm PATTERN = new ValueForm(
            "a path of an account, in which * stands for a segment and ** at the end for any that follow",
            text -> AccountPattern.isWellFormed(text) ? AccountPattern.parse(text) : null,
            false);

    static final ValueForm DAY = new ValueForm("a date such as 2026-01-31", ValueForm::day, true);

    static final ValueForm MOMENT =
            new ValueForm("a timestamp with its offset such as 2026-01-31T09:30:00Z", ValueForm::moment, true);

    static final ValueForm AMOUNT = new ValueForm(
            "an amount such as 12.50", text -> AMOUNT_FORM.matcher(text).matches() ? new BigDecimal(text) : null, true);

    /** An account may hold less than nothing. */
    static final ValueForm BALANCE = new ValueForm(
            "an amount such as 12.50 or -12.50",
            text -> AMOUNT_FORM
                            .matcher(text.startsWith("-") ? text.substring(1) : text)
                            .matches()
                    ? new BigDecimal(text)
                    : null,
            true);

    static final ValueForm CURRENCY = new ValueForm(
            "a currency's code such as EUR", text -> CurrencyCode.isWellFormed(text) ? text : null, false);

    static final ValueForm ID =
            new ValueForm("a UUID", text -> UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null, false);

    static final ValueForm METADATA = text(0, Metadata.VALUE_LENGTH_MAX);

    static ValueForm text(int lengthMin, int lengthMax) {
        return new ValueForm(
                "%d to %d characters".formatted(lengthMin, lengthMax),
                text -> Text.isWithin(text, lengthMin, lengthMax) ? text : null,
                false);
    }

    static ValueForm word(List<String> words) {
        return new ValueForm("one of " + String.join(", ", words), text -> words.contains(text) ? text : null, false);
    }

    Optional<Object> of(String text) {
        return Optional.ofNullable(read.apply(text));
    }

    private static @Nullable Object day(String text) {
        try {
            LocalDate day = DAY_FORM.matcher(text).matches() ? LocalDate.parse(text) : null;
            return day == null || day.getYear() < 1 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object moment(String text) {
        try {
            Instant moment = MOMENT_FORM.matcher(text).matches()
                    ? OffsetDateTime.parse(text).toInstant()
                    : null;
            return moment == null || moment.isBefore(FIRST_MOMENT) ? null : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
