package io.pacioli.command.transaction;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.pacioli.command.form.Form;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.transaction.TransactionId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Transaction ids: fresh ones of version 7, in the order in which they were made, and those that clients choose.
 *
 * <p>The generator asks the system for randomness once a millisecond and counts up within it: it neither waits nor wears the
 * source out.
 */
final class TransactionIds {

    private static final TimeBasedEpochGenerator FRESH = Generators.timeBasedEpochGenerator(new SecureRandom());
    private static final int LENGTH = 36;
    private static final String RULE = "has to be a UUID of the form 8-4-4-4-12";

    private TransactionIds() {}

    static TransactionId fresh() {
        return new TransactionId(FRESH.generate());
    }

    /** Reads any UUID of the form 8-4-4-4-12. */
    static @Nullable TransactionId read(String text, Form form, String field) {
        if (isCanonical(text)) {
            return new TransactionId(UUID.fromString(text));
        }
        form.refuse(field, ProblemCode.TRANSACTION_ID_MALFORMED, RULE);
        return null;
    }

    /**
     * The transaction that a segment of a path names.
     *
     * @throws RequestRefused when it is no transaction's id
     */
    static TransactionId inPath(String segment) {
        if (isCanonical(segment)) {
            return new TransactionId(UUID.fromString(segment));
        }
        Violation violation = new Violation("id", ProblemCode.TRANSACTION_ID_MALFORMED, RULE);
        throw new RequestRefused(
                ProblemCode.TRANSACTION_ID_MALFORMED,
                "The transaction's id in the path %s.".formatted(RULE),
                List.of(violation));
    }

    private static boolean isCanonical(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (hyphen ? c != '-' : !HexFormat.isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }
}
