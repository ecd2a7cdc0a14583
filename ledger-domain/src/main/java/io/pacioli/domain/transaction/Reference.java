package io.pacioli.domain.transaction;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Text;
import io.pacioli.domain.message.UniqueKey;

/** The client's own number for a transaction, unique in the ledger: 1 to {@value #LENGTH_MAX} characters of text. */
public record Reference(String value) {

    public static final int LENGTH_MAX = 128;

    public Reference {
        Text.require(value, 1, LENGTH_MAX);
    }

    public UniqueKey keyIn(LedgerId ledger) {
        return new UniqueKey("reference/" + ledger.tenant() + "/" + ledger.slug(), value);
    }

    @Override
    public String toString() {
        return value;
    }
}
