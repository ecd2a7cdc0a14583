package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/** Looks for items of a batch that were not posted, without reading its answer as JSON: there are none as a rule. */
final class RefusedItem {

    private static final List<byte[]> SIGNS =
            List.of("\"rejected\"".getBytes(US_ASCII), "\"skipped\"".getBytes(US_ASCII));

    private RefusedItem() {}

    /** Whether there may be one. */
    static boolean isIn(byte[] answer) {
        for (int i = 0; i < answer.length; i++) {
            if (answer[i] == 's' || answer[i] == 'r') {
                for (byte[] sign : SIGNS) {
                    if (i > 0
                            && i - 1 + sign.length <= answer.length
                            && Arrays.equals(answer, i - 1, i - 1 + sign.length, sign, 0, sign.length)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
