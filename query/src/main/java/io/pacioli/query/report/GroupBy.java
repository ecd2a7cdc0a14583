package io.pacioli.query.report;

import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Text;
import io.pacioli.projections.balance.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads by what a client wants balances to be summed: {@code account-prefix:2,currency,month,metadata.region}. */
public final class GroupBy {

    /** Currencies are told apart in any case; to say so changes nothing. */
    private static final String CURRENCY = "currency";

    private static final int DIMENSIONS_MAX = 8;
    private static final String LABELLED = "metadata.";
    private static final Pattern PREFIX = Pattern.compile("account-prefix:([1-9]|1[0-6])");

    public static final String RULE =
            "has to be a list of up to %d of account-prefix:1 to account-prefix:16, type, month, currency and metadata.KEY, each once"
                    .formatted(DIMENSIONS_MAX);

    private GroupBy() {}

    /** Empty where the text is none. */
    static Optional<List<Dimension>> parse(String text) {
        String[] words = text.split(",", -1);
        List<Dimension> dimensions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : words) {
            Optional<Dimension> dimension = dimension(word);
            boolean isKnown = dimension.isPresent() || word.equals(CURRENCY);
            if (!isKnown || !seen.add(word) || seen.size() > DIMENSIONS_MAX) {
                return Optional.empty();
            }
            dimension.ifPresent(dimensions::add);
        }
        long prefixes =
                dimensions.stream().filter(Dimension.Prefix.class::isInstance).count();
        return prefixes > 1 ? Optional.empty() : Optional.of(dimensions);
    }

    private static Optional<Dimension> dimension(String word) {
        Matcher prefix = PREFIX.matcher(word);
        if (prefix.matches()) {
            return Optional.of(new Dimension.Prefix(Integer.parseInt(prefix.group(1))));
        }
        if (word.startsWith(LABELLED)) {
            String key = word.substring(LABELLED.length());
            return Text.isWellFormed(key) && Text.isWithin(key, 1, Metadata.KEY_LENGTH_MAX)
                    ? Optional.of(new Dimension.Labelled(key))
                    : Optional.empty();
        }
        return switch (word) {
            case "type" -> Optional.of(new Dimension.Type());
            case "month" -> Optional.of(new Dimension.Month());
            default -> Optional.empty();
        };
    }
}
