package io.pacioli.domain.message;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words that stand for the constants of an enum in documents: their names in lower case. */
public final class Words<E extends Enum<E>> {

    private final EnumMap<E, String> words;
    private final Map<String, E> constants = new HashMap<>();

    public Words(Class<E> type) {
        words = new EnumMap<>(type);
        Arrays.stream(type.getEnumConstants()).forEach(constant -> {
            String word = constant.name().toLowerCase(Locale.ROOT);
            words.put(constant, word);
            constants.put(word, constant);
        });
    }

    public String of(E constant) {
        return words.get(constant);
    }

    /** The constant for which exactly this word stands. */
    public Optional<E> constant(String word) {
        return Optional.ofNullable(constants.get(word));
    }

    /** All words, in the order of the constants. */
    public List<String> all() {
        return List.copyOf(words.values());
    }
}
