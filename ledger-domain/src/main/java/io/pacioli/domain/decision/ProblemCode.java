package io.pacioli.domain.decision;

/**
 * Every stable code with which Pacioli refuses something, with what it means and what to do about it.
 *
 * <p>A code is never renamed and never reused; {@code docs/errors.md} lists them all.
 */
public enum ProblemCode {
    LEDGER_NOT_FOUND(Kind.NOT_FOUND, "There is no ledger of this id.", "Open the ledger first, or correct its id."),
    ACCOUNT_NOT_FOUND(
            Kind.NOT_FOUND,
            "The ledger has no account at this path.",
            "Open the account first, or correct its path. Upper and lower case differ."),
    TRANSACTION_NOT_FOUND(Kind.NOT_FOUND, "The ledger has no transaction of this id.", "Correct the id or the ledger."),
    LEDGER_EXISTS(Kind.CONFLICT, "A ledger of this id is open already.", "Use it, or choose another id."),
    CURRENCY_EXISTS(
            Kind.CONFLICT, "The ledger has this currency already.", "Nothing is left to do: post in this currency."),
    CURRENCY_LIMIT_REACHED(
            Kind.UNPROCESSABLE, "The ledger has as many currencies as a ledger may have.", "Open another ledger."),
    ACCOUNT_EXISTS(Kind.CONFLICT, "The ledger has an account at this path already.", "Use it, or choose another path."),
    TRANSACTION_EXISTS(
            Kind.CONFLICT,
            "The ledger has a transaction of this id already.",
            "Leave the id out to be given one. To retry a request, send it with its first Idempotency-Key."),
    REFERENCE_TAKEN(
            Kind.CONFLICT,
            "Another transaction of the ledger carries this reference.",
            "Choose another reference, or look up the transaction that has it."),
    CURRENCY_NOT_REGISTERED(
            Kind.UNPROCESSABLE,
            "The ledger does not have a currency that a posting uses.",
            "Register the currency with the ledger first."),
    TOO_MANY_DECIMALS(
            Kind.UNPROCESSABLE,
            "An amount has more decimal places than its currency.",
            "Round the amount to the currency's decimal places yourself."),
    AMOUNT_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "An amount has more than 38 digits in the currency's smallest unit.",
            "Split the amount over several transactions."),
    UNBALANCED(
            Kind.UNPROCESSABLE,
            "Debits and credits differ in a currency.",
            "Make the debits of each currency equal its credits."),
    EFFECTIVE_AT_OUT_OF_RANGE(
            Kind.UNPROCESSABLE,
            "A transaction may not be effective before 1900 or more than 10 years ahead.",
            "Correct effectiveAt."),
    ACCOUNT_NOT_OPEN(
            Kind.UNPROCESSABLE,
            "A posting goes to an account that is not in the ledger's strict chart.",
            "Open the account first, or correct its path. Upper and lower case differ."),
    ACCOUNT_TYPE_UNKNOWN(
            Kind.UNPROCESSABLE,
            "The first posting to an account would open it, and its path does not begin with an account type.",
            "Begin the path with assets, liabilities, equity, income or expenses, or open the account first."),
    BALANCE_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "The total of an account would pass 38 digits.",
            "Post to another account: this one is full in this currency."),
    BATCH_REJECTED(
            Kind.UNPROCESSABLE,
            "No item of the batch could be accepted, or one of an atomic batch was rejected; nothing was recorded.",
            "Correct the items that are named and send the batch again."),
    IDEMPOTENCY_KEY_REUSED(
            Kind.UNPROCESSABLE,
            "This Idempotency-Key has been used for another request.",
            "Send a new key with a new request, and the first body with the first key."),
    QUEUE_FULL(
            Kind.UNAVAILABLE,
            "More commands are waiting than the service lets wait; this one was not taken.",
            "Send the request again with the same Idempotency-Key after the time in Retry-After."),
    DATABASE_UNAVAILABLE(
            Kind.UNAVAILABLE,
            "The database did not answer; the command may or may not have been recorded.",
            "Send the request again with the same Idempotency-Key: it takes effect once."),
    DECISION_TIMED_OUT(
            Kind.UNAVAILABLE,
            "The command was not answered in time; it may or may not be recorded.",
            "Send the request again with the same Idempotency-Key: it takes effect once."),
    INTERNAL_ERROR(
            Kind.INTERNAL,
            "Pacioli failed, and it is our fault.",
            "Send the request again with the same Idempotency-Key; report the trace id if it goes on.");

    /** What kind of answer a code is. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        CONFLICT,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        UNPROCESSABLE,
        INTERNAL,
        UNAVAILABLE,
        TOO_LATE
    }

    private final Kind kind;
    private final String meaning;
    private final String remedy;

    ProblemCode(Kind kind, String meaning, String remedy) {
        this.kind = kind;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    /** What has happened, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do about it, in a sentence or two. */
    public String remedy() {
        return remedy;
    }
}
