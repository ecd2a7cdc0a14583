package io.pacioli.domain.decision;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was broken, with its facts. A value, never an exception: it costs no stack trace and rolls nothing back.
 *
 * <p>Members stand in the order of their precedence: a command that breaks several rules is always rejected by the first.
 */
public sealed interface Rejection extends Decision {

    ProblemCode code();

    /** What was wrong with this very command and what would be right, in a sentence or two. */
    String detail();

    /** The fields that broke the rule, in the order of the request. */
    default List<Violation> violations() {
        return List.of();
    }

    record IdempotencyKeyReused() implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.IDEMPOTENCY_KEY_REUSED;
        }

        @Override
        public String detail() {
            return "This Idempotency-Key came with another method, path or body before. Send a new request with a new key.";
        }
    }

    record LedgerNotFound(LedgerId ledger) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.LEDGER_NOT_FOUND;
        }

        @Override
        public String detail() {
            return "There is no ledger %s. Open it with POST /v1/ledgers, or correct its id.".formatted(ledger);
        }
    }

    record AccountNotFound(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_NOT_FOUND;
        }

        @Override
        public String detail() {
            return "The ledger has no account %s. Open it first, or correct its path.".formatted(account);
        }
    }

    record TransactionNotFound(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.TRANSACTION_NOT_FOUND;
        }

        @Override
        public String detail() {
            return "The ledger has no transaction %s. Correct the id, or the ledger.".formatted(transaction);
        }
    }

    /**
     * @param expected how many events what is to be changed was to have seen
     * @param actual how many it has
     */
    record VersionMismatch(long expected, long actual) implements Rejection {

        /** That something has seen another number of events than is expected, or null. */
        public static @Nullable Rejection unless(@Nullable Long expected, long actual) {
            return expected == null || expected == actual ? null : new VersionMismatch(expected, actual);
        }

        @Override
        public ProblemCode code() {
            return ProblemCode.VERSION_MISMATCH;
        }

        @Override
        public String detail() {
            return "If-Match is \"v%d\", and the version is %d by now. Look at what has changed, and decide anew."
                    .formatted(expected, actual);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("If-Match", code(), "is not \"v%d\"".formatted(actual)));
        }
    }

    /** @param linesMax how large what comes of a batch may be */
    record BatchTooLarge(int linesMax) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.BATCH_TOO_LARGE;
        }

        @Override
        public String detail() {
            return "With this item, more than %,d lines would come of the batch. Send it in another one."
                    .formatted(linesMax);
        }
    }

    record LedgerExists(LedgerId ledger) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.LEDGER_EXISTS;
        }

        @Override
        public String detail() {
            return "The ledger %s is open already. Use it, or choose another id.".formatted(ledger);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/id", code(), "is taken"));
        }
    }

    record CurrencyExists(LedgerId ledger, CurrencyCode currency) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CURRENCY_EXISTS;
        }

        @Override
        public String detail() {
            return "The ledger %s has the currency %s already.".formatted(ledger, currency);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/code", code(), "is registered"));
        }
    }

    record CurrencyLimitReached(LedgerId ledger) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CURRENCY_LIMIT_REACHED;
        }

        @Override
        public String detail() {
            return "The ledger %s has 1,000 currencies, and may not have more.".formatted(ledger);
        }
    }

    record AccountExists(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_EXISTS;
        }

        @Override
        public String detail() {
            return "The account %s is open already. Use it, or choose another path.".formatted(account);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/path", code(), "is taken"));
        }
    }

    record TransactionExists(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.TRANSACTION_EXISTS;
        }

        @Override
        public String detail() {
            return "There is a transaction %s already. Leave the id out to be given one.".formatted(transaction);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/id", code(), "is taken"));
        }
    }

    record ReferenceTaken(Reference reference) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.REFERENCE_TAKEN;
        }

        @Override
        public String detail() {
            return "Another transaction of the ledger has the reference %s.".formatted(reference);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/reference", code(), "is taken"));
        }
    }

    /** @param fields the currencies by the JSON pointers of the offending fields, in the order of the request */
    record CurrencyNotRegistered(Map<String, CurrencyCode> fields) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CURRENCY_NOT_REGISTERED;
        }

        @Override
        public String detail() {
            return "The ledger does not have %s. Register what is missing with POST /v1/ledgers/{ledger}/currencies."
                    .formatted(fields.values().stream()
                            .distinct()
                            .map(CurrencyCode::value)
                            .collect(joining(", ")));
        }

        @Override
        public List<Violation> violations() {
            return at(fields, code(), currency -> currency + " is not registered");
        }
    }

    /** @param fields the ledger's currencies by the JSON pointers of the offending fields, in the order of the request */
    record CurrencyScaleDiffers(Map<String, Currency> fields) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CURRENCY_SCALE_DIFFERS;
        }

        @Override
        public String detail() {
            return "A currency has other decimal places in the ledger: %s."
                    .formatted(fields.values().stream()
                            .distinct()
                            .map(currency -> currency + " has " + currency.scale())
                            .collect(joining(", ")));
        }

        @Override
        public List<Violation> violations() {
            return at(
                    fields,
                    code(),
                    currency -> "has to be %1$s/%2$d, or %1$s alone".formatted(currency, currency.scale()));
        }
    }

    /** @param fields the currencies by the JSON pointers of the offending fields, in the order of the request */
    record TooManyDecimals(Map<String, Currency> fields) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.TOO_MANY_DECIMALS;
        }

        @Override
        public String detail() {
            return "An amount has more decimal places than its currency: %s."
                    .formatted(fields.values().stream()
                            .distinct()
                            .map(currency -> currency + " has " + currency.scale())
                            .collect(joining(", ")));
        }

        @Override
        public List<Violation> violations() {
            return at(fields, code(), currency -> "has more than %d decimal places".formatted(currency.scale()));
        }
    }

    /** @param fields the currencies by the JSON pointers of the offending fields, in the order of the request */
    record AmountTooLarge(Map<String, Currency> fields) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.AMOUNT_TOO_LARGE;
        }

        @Override
        public String detail() {
            return "An amount has at most 38 digits, counted in the smallest unit of its currency.";
        }

        @Override
        public List<Violation> violations() {
            return at(
                    fields,
                    code(),
                    currency -> "has more than 38 digits with the %d decimal places of %s"
                            .formatted(currency.scale(), currency));
        }
    }

    /** @param imbalance by how many minor units debits outweigh credits, for each currency in which they differ */
    record Unbalanced(Map<Currency, BigInteger> imbalance) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.UNBALANCED;
        }

        @Override
        public String detail() {
            return imbalance.entrySet().stream()
                    .map(entry -> side(entry.getKey(), entry.getValue()))
                    .collect(joining("; ", "Debits and credits differ: ", "."));
        }

        private static String side(Currency currency, BigInteger difference) {
            return "%s by %s %s"
                    .formatted(
                            difference.signum() > 0 ? "debits exceed credits" : "credits exceed debits",
                            Money.toDecimal(difference.abs(), currency),
                            currency);
        }

        @Override
        public List<Violation> violations() {
            return imbalance.entrySet().stream()
                    .map(entry -> new Violation("/postings", code(), side(entry.getKey(), entry.getValue())))
                    .toList();
        }
    }

    record ExchangeOneSided(CurrencyCode from, CurrencyCode to) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.EXCHANGE_ONE_SIDED;
        }

        @Override
        public String detail() {
            return "The postings do not give %1$s for %2$s: in one of them debits have to exceed credits, in the other credits debits."
                    .formatted(from, to);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/postings", code(), "do not give %s for %s".formatted(from, to)));
        }
    }

    /** @param atRate what would have been given for {@code from}, exactly */
    record ExchangeRateMismatch(Money from, Money to, BigDecimal atRate) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.EXCHANGE_RATE_MISMATCH;
        }

        @Override
        public String detail() {
            return "At the rate, %s are %s %s, and the postings give %s for them."
                    .formatted(from, atRate.toPlainString(), to.currency(), to);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation(
                    "/exchange/rate",
                    code(),
                    "gives %s %s for %s, not %s".formatted(atRate.toPlainString(), to.currency(), from, to)));
        }
    }

    record TransactionNotPending(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.TRANSACTION_NOT_PENDING;
        }

        @Override
        public String detail() {
            return "The transaction %s was posted at once: it never was a hold.".formatted(transaction);
        }
    }

    record HoldPosted(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.HOLD_POSTED;
        }

        @Override
        public String detail() {
            return "The hold %s has been posted already.".formatted(transaction);
        }
    }

    record HoldVoided(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.HOLD_VOIDED;
        }

        @Override
        public String detail() {
            return "The hold %s has been given up already.".formatted(transaction);
        }
    }

    record HoldExpired(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.HOLD_EXPIRED;
        }

        @Override
        public String detail() {
            return "The hold %s has expired: it can no longer be posted or voided.".formatted(transaction);
        }
    }

    record HoldNotDue(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.HOLD_NOT_DUE;
        }

        @Override
        public String detail() {
            return "The time of the hold %s has not come yet.".formatted(transaction);
        }
    }

    record TransactionNotPosted(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.TRANSACTION_NOT_POSTED;
        }

        @Override
        public String detail() {
            return "Nothing of the transaction %s has been posted, so there is nothing to take back."
                    .formatted(transaction);
        }
    }

    record TransactionReversed(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.TRANSACTION_REVERSED;
        }

        @Override
        public String detail() {
            return "Nothing of the transaction %s is left to be taken back.".formatted(transaction);
        }
    }

    record ReversalLimitReached(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.REVERSAL_LIMIT_REACHED;
        }

        @Override
        public String detail() {
            return "The transaction %s has been taken back in 100 parts, and may not be in more."
                    .formatted(transaction);
        }
    }

    /** @param lines what was left for the offending postings, by their place in the request */
    record ReversalTooLarge(TransactionId transaction, SortedMap<Integer, Money> lines) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.REVERSAL_TOO_LARGE;
        }

        @Override
        public String detail() {
            return "More is to be taken back than is left of the transaction %s. Name its lines as they stand in it."
                    .formatted(transaction);
        }

        @Override
        public List<Violation> violations() {
            return atPostings(lines, "amount", code(), left -> "is more than the %s left".formatted(left));
        }
    }

    /** @param lines what was held for the offending postings, by their place in the request */
    record PostingExceedsHold(TransactionId transaction, SortedMap<Integer, Money> lines) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.POSTING_EXCEEDS_HOLD;
        }

        @Override
        public String detail() {
            return "More is to be posted than the hold %s has of it. Name its lines as they stand in it."
                    .formatted(transaction);
        }

        @Override
        public List<Violation> violations() {
            return atPostings(lines, "amount", code(), held -> "is more than the %s held".formatted(held));
        }
    }

    record MetadataChangeLimitReached(TransactionId transaction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.METADATA_CHANGE_LIMIT_REACHED;
        }

        @Override
        public String detail() {
            return "The metadata of the transaction %s have been changed 100 times, and may not be more often."
                    .formatted(transaction);
        }
    }

    record MetadataFull() implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.METADATA_FULL;
        }

        @Override
        public String detail() {
            return "There would be more than 64 pairs of metadata. Delete some in the same request.";
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/merge", code(), "would make more than 64 pairs"));
        }
    }

    record EffectiveAtOutOfRange() implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.EFFECTIVE_AT_OUT_OF_RANGE;
        }

        @Override
        public String detail() {
            return "effectiveAt is before 1900 or more than 10 years ahead.";
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/effectiveAt", code(), "is before 1900 or more than 10 years ahead"));
        }
    }

    record ExpiresAtNotAhead() implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.EXPIRES_AT_NOT_AHEAD;
        }

        @Override
        public String detail() {
            return "expiresAt is not ahead: the hold would have expired before it is placed.";
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/expiresAt", code(), "is not ahead"));
        }
    }

    /**
     * @param day the day for which something was to be posted
     * @param closedThrough the last day for which nothing is posted any more
     */
    record PeriodClosed(LocalDate day, LocalDate closedThrough) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.PERIOD_CLOSED;
        }

        @Override
        public String detail() {
            return "The books are closed through %s, and the transaction would be effective on %s. Choose a later effectiveAt, or have the period reopened."
                    .formatted(closedThrough, day);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/effectiveAt", code(), "has to be after " + closedThrough));
        }
    }

    /** @param through the day through which the books are closed with entries that are still to be recorded */
    record ClosingEntriesAwaited(LocalDate through) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CLOSING_ENTRIES_AWAITED;
        }

        @Override
        public String detail() {
            return "The closing entries through %s are still to be posted. Send the request that closed the books again, with its Idempotency-Key, or reopen the period."
                    .formatted(through);
        }
    }

    /** @param lines the offending postings by their place in the request */
    record AccountNotOpen(SortedMap<Integer, AccountPath> lines) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_NOT_OPEN;
        }

        @Override
        public String detail() {
            return "The chart of accounts is strict and does not have every account that is posted to. Open them first with POST /v1/ledgers/{ledger}/accounts.";
        }

        @Override
        public List<Violation> violations() {
            return atPostings(lines, "account", code(), account -> account + " is not open");
        }
    }

    /** @param lines the offending postings by their place in the request */
    record AccountTypeUnknown(SortedMap<Integer, AccountPath> lines) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_TYPE_UNKNOWN;
        }

        @Override
        public String detail() {
            return "A path whose account is opened by its first posting begins with assets, liabilities, equity, income or expenses.";
        }

        @Override
        public List<Violation> violations() {
            return atPostings(
                    lines, "account", code(), account -> account.firstSegment() + " does not name an account type");
        }
    }

    record AccountClosed(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_CLOSED;
        }

        @Override
        public String detail() {
            return "The account %s is closed. Reopen it, or use another one.".formatted(account);
        }
    }

    record AccountNotClosed(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_NOT_CLOSED;
        }

        @Override
        public String detail() {
            return "The account %s is not closed, so there is nothing to reopen.".formatted(account);
        }
    }

    /** @param direction all sides that are frozen */
    record AccountFrozenAlready(AccountPath account, Frozen direction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_FROZEN_ALREADY;
        }

        @Override
        public String detail() {
            return "The account %s is frozen already, for direction %s.".formatted(account, direction.word());
        }
    }

    record AccountNotFrozen(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_NOT_FROZEN;
        }

        @Override
        public String detail() {
            return "The account %s is not frozen.".formatted(account);
        }
    }

    record AccountNotEmpty(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_NOT_EMPTY;
        }

        @Override
        public String detail() {
            return "The account %s still holds something, or has something in reserve for an open hold. Bring it to zero in every currency first."
                    .formatted(account);
        }
    }

    /** @param direction all sides that are frozen */
    record AccountFrozen(AccountPath account, Frozen direction) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.ACCOUNT_FROZEN;
        }

        @Override
        public String detail() {
            return "The account %s is frozen (direction %s).".formatted(account, direction.word());
        }
    }

    record CurrencyNotAllowed(AccountPath account, CurrencyCode currency) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CURRENCY_NOT_ALLOWED;
        }

        @Override
        public String detail() {
            return "The account %s is not kept in %s.".formatted(account, currency);
        }
    }

    /** @param fields what was found instead, by the JSON pointers of what was required, in the order of the request */
    record ConditionFailed(Map<String, String> fields) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CONDITION_FAILED;
        }

        @Override
        public String detail() {
            String first = fields.values().iterator().next();
            return fields.size() == 1
                    ? "A condition of the request does not hold: %s.".formatted(first)
                    : "%d conditions of the request do not hold; the first: %s.".formatted(fields.size(), first);
        }

        @Override
        public List<Violation> violations() {
            return at(fields, code(), found -> found);
        }
    }

    record BalanceTooLarge(AccountPath account, CurrencyCode currency) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.BALANCE_TOO_LARGE;
        }

        @Override
        public String detail() {
            return "The total of %s in %s would pass 38 digits.".formatted(account, currency);
        }
    }

    /** @param available what would be available, in minor units */
    record BalanceBelowMinimum(AccountPath account, Limits limits, BigInteger available) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.BALANCE_BELOW_MINIMUM;
        }

        @Override
        public String detail() {
            return "%1$s %3$s would be available of %2$s, whose minimum is %4$s %3$s."
                    .formatted(
                            Money.toDecimal(available, limits.currency()),
                            account,
                            limits.currency(),
                            limits.minimumDecimal());
        }
    }

    /** @param balance what the account would hold with all that open holds may bring, in minor units */
    record BalanceAboveMaximum(AccountPath account, Limits limits, BigInteger balance) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.BALANCE_ABOVE_MAXIMUM;
        }

        @Override
        public String detail() {
            return "The balance of %2$s, with what open holds may bring, would be %1$s %3$s, and its maximum is %4$s %3$s."
                    .formatted(
                            Money.toDecimal(balance, limits.currency()),
                            account,
                            limits.currency(),
                            limits.maximumDecimal());
        }
    }

    /** @param today the day on which this was decided, in the ledger's time zone */
    record PeriodNotOver(LocalDate through, LocalDate today) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.PERIOD_NOT_OVER;
        }

        @Override
        public String detail() {
            return "The books can be closed through yesterday at the latest: %s is not before %s, which is today in the ledger's time zone."
                    .formatted(through, today);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/through", code(), "has to be before " + today));
        }
    }

    record PeriodClosedAlready(LocalDate closedThrough) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.PERIOD_CLOSED_ALREADY;
        }

        @Override
        public String detail() {
            return "The books are closed through %s already. Close them through a later day.".formatted(closedThrough);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/through", code(), "has to be after " + closedThrough));
        }
    }

    /** @param closedThrough the last day that is closed, or null where none is */
    record PeriodNotClosed(@Nullable LocalDate closedThrough) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.PERIOD_NOT_CLOSED;
        }

        @Override
        public String detail() {
            return closedThrough == null
                    ? "No period of the ledger is closed, so there is none to reopen."
                    : "The books are closed through %s. Reopen them through an earlier day, or leave through out to reopen them all."
                            .formatted(closedThrough);
        }

        @Override
        public List<Violation> violations() {
            return closedThrough == null
                    ? List.of()
                    : List.of(new Violation("/through", code(), "has to be before " + closedThrough));
        }
    }

    /** @param closings how many closing entries would have to be taken back */
    record ReopeningTooLarge(int closings) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.REOPENING_TOO_LARGE;
        }

        @Override
        public String detail() {
            return "%d closing entries would have to be taken back, and at most 100 are at once. Reopen through a later day first."
                    .formatted(closings);
        }
    }

    record ClosingEntriesOvertaken(LocalDate through) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CLOSING_ENTRIES_OVERTAKEN;
        }

        @Override
        public String detail() {
            return "The period through %s was reopened before its closing entries were posted. Close it with a new request."
                    .formatted(through);
        }
    }

    record ClosingAccountNotOpen(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CLOSING_ACCOUNT_NOT_OPEN;
        }

        @Override
        public String detail() {
            return "The chart of accounts is strict and does not have %s. Open it first with POST /v1/ledgers/{ledger}/accounts."
                    .formatted(account);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/closingEntries/account", code(), "is not open"));
        }
    }

    record ClosingAccountNotEquity(AccountPath account) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CLOSING_ACCOUNT_NOT_EQUITY;
        }

        @Override
        public String detail() {
            return "Closing entries carry the result to an account of the type equity, which %s is not."
                    .formatted(account);
        }

        @Override
        public List<Violation> violations() {
            return List.of(new Violation("/closingEntries/account", code(), "is no equity account"));
        }
    }

    record ClosingEntriesTooMany() implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.CLOSING_ENTRIES_TOO_MANY;
        }

        @Override
        public String detail() {
            return "More income and expense accounts have a balance than one transaction of 1,000 postings can bring to zero.";
        }
    }

    /** @param items the rejected items by their place in the batch */
    record BatchRejected(boolean atomic, SortedMap<Integer, Rejection> items) implements Rejection {
        @Override
        public ProblemCode code() {
            return ProblemCode.BATCH_REJECTED;
        }

        @Override
        public String detail() {
            return atomic
                    ? "The batch is atomic and item %d was rejected (%s), so nothing was recorded."
                            .formatted(
                                    items.firstKey(),
                                    items.get(items.firstKey()).code())
                    : "No item of the batch could be accepted, so nothing was recorded.";
        }

        @Override
        public List<Violation> violations() {
            return items.entrySet().stream()
                    .map(item -> new Violation(
                            "/items/" + item.getKey(),
                            item.getValue().code(),
                            item.getValue().detail()))
                    .toList();
        }
    }

    private static <T> List<Violation> at(Map<String, T> fields, ProblemCode code, Function<T, String> detail) {
        return fields.entrySet().stream()
                .map(field -> new Violation(field.getKey(), code, detail.apply(field.getValue())))
                .toList();
    }

    private static <T> List<Violation> atPostings(
            SortedMap<Integer, T> lines, String field, ProblemCode code, Function<T, String> detail) {
        return new TreeMap<>(lines)
                .entrySet().stream()
                        .map(line -> new Violation(
                                "/postings/" + line.getKey() + "/" + field, code, detail.apply(line.getValue())))
                        .toList();
    }
}
