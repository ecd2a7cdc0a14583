package io.pacioli.command.form;

import org.jspecify.annotations.Nullable;

/** How a kind of value is written as a JSON string. */
@FunctionalInterface
public interface Notation<T> {

    /** The value that the text stands for; or null, and the field of the form is refused with what is wrong. */
    @Nullable
    T read(String text, Form form, String field);
}
