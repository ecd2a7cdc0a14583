package io.pacioli.projections.rebuild;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a rebuild is in its life. */
public enum RebuildState {
    /** Its tables take in the journal from the first event on, and then are given their indexes. */
    FILLING,
    /** They take in what was recorded meanwhile. */
    CATCHING_UP,
    /** They are compared with the live ones, row by row, at one position. */
    COMPARING,
    /** They follow the journal as the live ones do, and can be switched to. */
    READY,
    /** They are the live ones. The former ones are kept for a while. */
    SWITCHED,
    /** The former tables take in what was recorded since the switch, to be the live ones again. */
    SWITCHING_BACK,
    /** The former tables are the live ones again. */
    SWITCHED_BACK,
    /** An operator has given it up. */
    CANCELLED,
    /** It could not go on; its cause says why. */
    FAILED;

    /** Those in which a node works on it. */
    static final Set<RebuildState> OPEN = EnumSet.of(FILLING, CATCHING_UP, COMPARING, READY, SWITCHING_BACK);

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its name in the API and in the table. */
    public String word() {
        return word;
    }

    public boolean isOpen() {
        return OPEN.contains(this);
    }

    static RebuildState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    static String[] openWords() {
        return OPEN.stream().map(RebuildState::word).toArray(String[]::new);
    }
}
