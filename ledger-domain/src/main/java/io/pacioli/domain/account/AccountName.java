package io.pacioli.domain.account;

import io.pacioli.domain.message.Text;

/** What people call an account: 1 to {@value #LENGTH_MAX} characters of text, which may name a person. */
public record AccountName(String value) {

    public static final int LENGTH_MAX = 200;

    public AccountName {
        Text.require(value, 1, LENGTH_MAX);
    }
}
