package io.pacioli.domain.ledger;

import io.pacioli.domain.message.Text;

/** What people call a ledger: 1 to {@value #LENGTH_MAX} characters of text. */
public record LedgerName(String value) {

    public static final int LENGTH_MAX = 200;

    public LedgerName {
        Text.require(value, 1, LENGTH_MAX);
    }
}
