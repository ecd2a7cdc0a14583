package io.pacioli.reliability;

import java.math.BigDecimal;

/** An amount that goes from one account of a ledger to another, in the ledger's only currency. */
record Movement(String ledger, String debited, String credited, BigDecimal amount) {

    static final String CURRENCY = "EUR";

    /** The same with no more than so many cents. */
    Movement upTo(int cents) {
        return new Movement(ledger, debited, credited, amount.min(BigDecimal.valueOf(cents, 2)));
    }

    /** As postings of a request or of an event have it. */
    String postings() {
        return """
                [{"account":"%s","direction":"debit","amount":"%s","currency":"%s"},\
                {"account":"%s","direction":"credit","amount":"%s","currency":"%s"}]""".formatted(debited, amount.toPlainString(), CURRENCY, credited, amount.toPlainString(), CURRENCY);
    }
}
