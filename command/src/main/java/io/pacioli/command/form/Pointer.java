package io.pacioli.command.form;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a body, as a JSON pointer (RFC 6901). A list of steps that is only put into words when there is
 * something to complain about.
 */
record Pointer(@Nullable Pointer parent, @Nullable String name, int index) {

    static final Pointer ROOT = new Pointer(null, null, 0);

    Pointer to(String field) {
        return new Pointer(this, field, 0);
    }

    Pointer to(int item) {
        return new Pointer(this, null, item);
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        writeTo(words);
        return words.toString();
    }

    private void writeTo(StringBuilder words) {
        if (parent == null) {
            return;
        }
        parent.writeTo(words);
        words.append('/');
        if (name == null) {
            words.append(index);
        } else {
            words.append(name.replace("~", "~0").replace("/", "~1"));
        }
    }
}
