package io.pacioli.command.transaction;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.transaction.EffectiveAt;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A moment as RFC 3339 writes it, with its offset ({@code 2026-01-31T09:30:00.25+01:00}), or a day ({@code 2026-01-31}).
 *
 * <p>Up to nine digits of a second; no leap second, which the platform's clock does not know; offsets up to 18 hours.
 */
final class EffectiveAtNotation implements Notation<EffectiveAt> {

    static final EffectiveAtNotation EFFECTIVE_AT = new EffectiveAtNotation();

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int OFFSET_LENGTH = 6;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int OFFSET_HOURS_MAX = 18;

    private EffectiveAtNotation() {}

    @Override
    public @Nullable EffectiveAt read(String text, Form form, String field) {
        EffectiveAt effectiveAt;
        try {
            effectiveAt = parse(text);
        } catch (DateTimeException e) {
            effectiveAt = null;
        }
        if (effectiveAt == null) {
            form.refuse(
                    field,
                    ProblemCode.EFFECTIVE_AT_MALFORMED,
                    "has to be a timestamp with its offset such as 2026-01-31T09:30:00Z, or a date such as 2026-01-31");
        }
        return effectiveAt;
    }

    /** @throws DateTimeException where the calendar or the clock does not have it */
    static @Nullable EffectiveAt parse(String text) {
        if (!isLike("dddd-dd-dd", text, 0)) {
            return null;
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE_LENGTH));
        if (text.length() == DATE_LENGTH) {
            return new EffectiveAt.On(day);
        }
        int time = DATE_LENGTH + 1;
        if (Character.toUpperCase(text.charAt(DATE_LENGTH)) != 'T' || !isLike("dd:dd:dd", text, time)) {
            return null;
        }
        int fraction = time + TIME_LENGTH;
        int offset = endOfFraction(text, fraction);
        if (offset < 0 || !isOffset(text, offset)) {
            return null;
        }
        LocalTime timeOfDay = LocalTime.of(
                number(text, time, time + 2),
                number(text, time + 3, time + 5),
                number(text, time + 6, fraction),
                nanos(text, fraction, offset));
        ZoneOffset zoneOffset = ZoneOffset.ofTotalSeconds(offsetSeconds(text, offset));
        return new EffectiveAt.At(LocalDateTime.of(day, timeOfDay).toInstant(zoneOffset));
    }

    /** Where the text goes on after an optional fraction of a second, or -1 where the fraction is none. */
    private static int endOfFraction(String text, int start) {
        if (start >= text.length() || text.charAt(start) != '.') {
            return start;
        }
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        int digits = end - start - 1;
        return digits == 0 || digits > FRACTION_DIGITS_MAX ? -1 : end;
    }

    private static int nanos(String text, int start, int end) {
        int nanos = start == end ? 0 : number(text, start + 1, end);
        for (int digits = Math.max(0, end - start - 1); digits < FRACTION_DIGITS_MAX; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static boolean isOffset(String text, int start) {
        if (start + 1 == text.length()) {
            return Character.toUpperCase(text.charAt(start)) == 'Z';
        }
        return start + OFFSET_LENGTH == text.length()
                && (text.charAt(start) == '+' || text.charAt(start) == '-')
                && isLike("dd:dd", text, start + 1)
                && number(text, start + 4, start + 6) < 60
                && Math.abs(offsetSeconds(text, start)) <= OFFSET_HOURS_MAX * 3_600;
    }

    private static int offsetSeconds(String text, int start) {
        if (start + 1 == text.length()) {
            return 0;
        }
        int seconds = number(text, start + 1, start + 3) * 3_600 + number(text, start + 4, start + 6) * 60;
        return text.charAt(start) == '-' ? -seconds : seconds;
    }

    /** Whether the text has, from there on, digits where the picture has a d, and the picture's own characters elsewhere. */
    private static boolean isLike(String picture, String text, int start) {
        if (text.length() < start + picture.length()) {
            return false;
        }
        for (int i = 0; i < picture.length(); i++) {
            char c = text.charAt(start + i);
            if (picture.charAt(i) == 'd' ? !isDigit(c) : c != picture.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
