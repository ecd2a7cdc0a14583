package io.pacioli.reliability;

/** What has to hold after any fault; {@code docs/reliability.md} makes these promises. */
enum Promise {
    ACKNOWLEDGED_EXACTLY_ONCE("every acknowledged request is stored once, where and as it was acknowledged"),
    EVERY_KEY_ONE_EFFECT("every key that was sent has exactly one effect, and none where it was rejected"),
    NOTHING_UNSENT("nothing is stored that nobody sent"),
    HOLDS_END_ONCE("every hold ends once: posted, voided, or expired within seconds of its time, by whichever node"),
    ANSWERS_AS_DESCRIBED("every answer was the expected one, or a 503 with Retry-After"),
    LIMITS_HELD("no limit was broken: no total passes 38 digits, and what fits is not rejected"),
    ACCOUNTS_EQUAL_ENTRIES("each account is the sum of its entries, and of what its clients were acknowledged"),
    DEBITS_EQUAL_CREDITS("debits equal credits"),
    GAPLESS_JOURNAL_NUMBERS("positions and journal numbers have no gap"),
    HASH_CHAIN_HOLDS("the hash chain holds"),
    PROJECTIONS_EQUAL_FOLD("read models equal a fresh fold, up to the last event"),
    STORE_IS_SOUND("all else that verify and the database check: streams, keys, snapshots, times, readability"),
    NOTHING_UNFORESEEN("no node has found its own code at fault"),
    RECOVERED_WITHOUT_HELP("everything came back by itself");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The promise that an invariant of {@code pacioli verify} is part of. */
    static Promise ofInvariant(String invariant) {
        return switch (invariant) {
            case "TotalsAfter", "DaysEqualEntries" -> ACCOUNTS_EQUAL_ENTRIES;
            case "DebitsEqualCredits" -> DEBITS_EQUAL_CREDITS;
            case "GaplessPositions", "GaplessJournalNumbers" -> GAPLESS_JOURNAL_NUMBERS;
            case "HashChain" -> HASH_CHAIN_HOLDS;
            case "LimitsKept" -> LIMITS_HELD;
            case "HoldsKeepTheirTerms" -> HOLDS_END_ONCE;
            case "LedgersEqualFold",
                    "AccountsEqualFold",
                    "AccountMetadataEqualFold",
                    "FormerAccountsEqualFold",
                    "FormerAccountMetadataEqualFold",
                    "TransactionsEqualFold",
                    "TransactionMetadataEqualFold",
                    "EntriesEqualFold",
                    "OpenHoldsEqualFold",
                    "AccountsOfHoldsEqualFold",
                    "BalancesEqualFold" -> PROJECTIONS_EQUAL_FOLD;
            default -> STORE_IS_SOUND;
        };
    }
}
