package io.pacioli.domain.batch;

import io.pacioli.domain.message.Words;

/** What an item of a batch asks for, by what comes of it. */
public enum ItemKind {
    TRANSACTION,
    HOLD,
    POST,
    VOID,
    REVERSE,
    METADATA,
    ACCOUNT;

    public static final Words<ItemKind> WORDS = new Words<>(ItemKind.class);

    public String word() {
        return WORDS.of(this);
    }
}
