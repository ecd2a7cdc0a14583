package io.pacioli.domain.transaction;

import io.pacioli.domain.message.Text;

/** What a transaction is about: 0 to {@value #LENGTH_MAX} characters of text, which may name a person. */
public record Description(String value) {

    public static final int LENGTH_MAX = 1_000;

    public Description {
        Text.require(value, 0, LENGTH_MAX);
    }
}
