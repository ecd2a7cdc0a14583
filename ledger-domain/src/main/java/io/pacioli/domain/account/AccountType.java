package io.pacioli.domain.account;

import io.pacioli.domain.message.Words;
import io.pacioli.domain.transaction.Direction;
import java.util.Locale;
import java.util.Optional;

/** The five kinds of account of double-entry bookkeeping, each with the side on which it normally grows. */
public enum AccountType {
    ASSET(Direction.DEBIT),
    LIABILITY(Direction.CREDIT),
    EQUITY(Direction.CREDIT),
    INCOME(Direction.CREDIT),
    EXPENSE(Direction.DEBIT);

    /** The words that stand for the constants in documents. */
    public static final Words<AccountType> WORDS = new Words<>(AccountType.class);

    private final Direction normalSide;

    AccountType(Direction normalSide) {
        this.normalSide = normalSide;
    }

    public String word() {
        return WORDS.of(this);
    }

    public Direction normalSide() {
        return normalSide;
    }

    /** The type that the first segment of a path names in an open chart, singular or plural, in any case. */
    public static Optional<AccountType> named(String segment) {
        return switch (segment.toLowerCase(Locale.ROOT)) {
            case "asset", "assets" -> Optional.of(ASSET);
            case "liability", "liabilities" -> Optional.of(LIABILITY);
            case "equity" -> Optional.of(EQUITY);
            case "income", "revenue", "revenues" -> Optional.of(INCOME);
            case "expense", "expenses" -> Optional.of(EXPENSE);
            default -> Optional.empty();
        };
    }
}
