package io.pacioli.query.statement;

import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.entry.EntriesByDate;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Behind which line a page goes on, and with which balance, so that nothing before it has to be added up again.
 *
 * @param balance on the normal side of the account, in minor units
 */
record LinePlace(CurrencyCode currency, EntriesByDate.Place place, BigInteger balance) {

    private static final Pattern KEY =
            Pattern.compile("(\\S{1,24}) (\\d{4}-\\d{2}-\\d{2}) (\\d{1,19}) (\\d{1,5}) (-?\\d{1,40})");

    static LinePlace of(Line line) {
        return new LinePlace(line.movement().currency().code(), line.place(), line.balance());
    }

    String key() {
        return "%s %s %d %d %d".formatted(currency, place.effectiveDate(), place.position(), place.line(), balance);
    }

    /** @throws IllegalArgumentException or a {@link java.time.DateTimeException} where it is no key */
    static LinePlace parse(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no place of a line: " + key);
        }
        EntriesByDate.Place place = new EntriesByDate.Place(
                LocalDate.parse(parts.group(2)), Long.parseLong(parts.group(3)), Short.parseShort(parts.group(4)));
        return new LinePlace(new CurrencyCode(parts.group(1)), place, new BigInteger(parts.group(5)));
    }
}
