package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Text;

/** Why somebody did what is not done every day: 1 to {@value #LENGTH_MAX} characters of text, which may name a person. */
public record Reason(String value) {

    public static final int LENGTH_MAX = 500;

    public Reason {
        Text.require(value, 1, LENGTH_MAX);
    }
}
