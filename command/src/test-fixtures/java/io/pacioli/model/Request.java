package io.pacioli.model;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client asks for, in plain words. Equal requests have equal bodies and go to the same path. */
public sealed interface Request {

    String ledger();

    /** Open a ledger, of a strict chart or an open one. */
    record OpenLedger(String ledger, boolean strict, List<Currency> currencies) implements Request {}

    record RegisterCurrency(String ledger, Currency currency) implements Request {}

    /**
     * @param through a day
     * @param closingAccount the account that closing entries carry the result to, or null where there are to be none
     */
    record ClosePeriod(
            String ledger, String through, @Nullable String closingAccount) implements Request {

        public ClosePeriod(String ledger, String through) {
            this(ledger, through, null);
        }
    }

    /** @param through a day, or null for reopening all */
    record ReopenPeriod(String ledger, @Nullable String through, String reason) implements Request {}

    /** @param currencies those in which it is to be kept, or none for any */
    record OpenAccount(String ledger, String path, String type, List<String> currencies, List<Limit> limits)
            implements Request {

        public OpenAccount(String ledger, String path, String type) {
            this(ledger, path, type, List.of(), List.of());
        }
    }

    /** Freeze an account for a direction, or both. */
    record Freeze(String ledger, String account, String direction) implements Request {}

    record Unfreeze(String ledger, String account) implements Request {}

    record CloseAccount(String ledger, String account) implements Request {}

    record ReopenAccount(String ledger, String account) implements Request {}

    /** @param name null for none */
    record Rename(String ledger, String account, @Nullable String name) implements Request {}

    /** Merge and delete metadata of an account. */
    record ChangeAccountMetadata(String ledger, String account, Map<String, String> merge, List<String> delete)
            implements Request {}

    /** Give an account other limits in some currencies. */
    record ChangeLimits(String ledger, String account, List<Limit> limits) implements Request {}

    /**
     * Between what an account is to be kept, in major units.
     *
     * @param currency a code, which may have its decimal places behind it
     */
    record Limit(
            String currency,
            @Nullable String minimum,
            @Nullable String maximum) {
        String code() {
            return currency.split("/", 2)[0];
        }
    }

    /**
     * Post a transaction.
     *
     * @param effectiveOn a day, or null for now
     * @param adjustment whether it may be for a closed day
     */
    record Post(
            String ledger,
            @Nullable String id,
            @Nullable String reference,
            @Nullable String effectiveOn,
            List<Line> lines,
            List<Condition> conditions,
            @Nullable Exchange exchange,
            boolean adjustment) implements Request {

        public Post(
                String ledger,
                @Nullable String id,
                @Nullable String reference,
                @Nullable String effectiveOn,
                List<Line> lines) {
            this(ledger, id, reference, effectiveOn, lines, List.of(), null, false);
        }

        Post plain() {
            return with(lines.stream().map(Line::plain).toList());
        }

        Post with(List<Line> others) {
            return new Post(ledger, id, reference, effectiveOn, others, conditions, exchange, adjustment);
        }
    }

    /** That a transaction gives one currency for another, and how much of it for one unit. */
    record Exchange(String from, String to, String rate) {

        String fromCode() {
            return from.split("/", 2)[0];
        }

        String toCode() {
            return to.split("/", 2)[0];
        }

        /** The account on which it is balanced. */
        String account() {
            return "equity:exchange:"
                    + Stream.of(fromCode(), toCode()).sorted().collect(joining("-"));
        }
    }

    /**
     * Put a transaction in reserve.
     *
     * @param expiresAt a moment that is long past or far ahead, or null
     */
    record Hold(Post proposed, @Nullable String expiresAt) implements Request {
        @Override
        public String ledger() {
            return proposed.ledger();
        }
    }

    /**
     * Post what is in reserve for a transaction.
     *
     * @param hold the id of the transaction that is held
     * @param part lines as they stand in it, or null for all of it
     */
    record PostHold(
            String ledger,
            String hold,
            @Nullable String effectiveOn,
            @Nullable List<Line> part,
            List<Condition> conditions,
            boolean adjustment) implements Request {}

    /** A transaction, a hold, the posting of one or a reversal, past limits and freezes of accounts. */
    record Forced(Request request) implements Request {
        @Override
        public String ledger() {
            return request.ledger();
        }
    }

    /**
     * A change of a ledger or of an account as it is at a version.
     *
     * @param version null for whatever is there
     */
    record IfVersion(@Nullable Long version, Request request) implements Request {
        @Override
        public String ledger() {
            return request.ledger();
        }

        /** The account that is to be changed, or null where it is the ledger. */
        @Nullable
        String account() {
            return switch (request) {
                case ChangeLimits change -> change.account();
                case Freeze freeze -> freeze.account();
                case Unfreeze unfreeze -> unfreeze.account();
                case CloseAccount close -> close.account();
                case ReopenAccount reopen -> reopen.account();
                case Rename rename -> rename.account();
                case ChangeAccountMetadata change -> change.account();
                default -> null;
            };
        }
    }

    /** Give up what is in reserve for a transaction. */
    record VoidHold(String ledger, String hold) implements Request {}

    /**
     * Release what is in reserve for a transaction whose time has come; no client can ask for this.
     *
     * @param due whether it is asked when the time of every hold that has one has come, or before
     */
    record ExpireHold(String ledger, String hold, boolean due) implements Request {}

    /**
     * Take a transaction back.
     *
     * @param reversed the id of the transaction to take back
     * @param part lines as they stand in it, or null for all that is left
     */
    record Reverse(
            String ledger,
            String reversed,
            @Nullable String id,
            @Nullable String reference,
            @Nullable String effectiveOn,
            @Nullable List<Line> part,
            List<Condition> conditions,
            boolean adjustment) implements Request {

        Reverse(
                String ledger,
                String reversed,
                @Nullable String id,
                @Nullable String reference,
                @Nullable String effectiveOn,
                @Nullable List<Line> part) {
            this(ledger, reversed, id, reference, effectiveOn, part, List.of(), false);
        }
    }

    /** Merge and delete metadata of a transaction. */
    record ChangeMetadata(String ledger, String transaction, Map<String, String> merge, List<String> delete)
            implements Request {}

    /** Ask for several things in the ledger. */
    record Batch(String ledger, boolean atomic, boolean continueOnFailure, List<Item> items) implements Request {}

    /** @param dependsOn the places of items before it without which it is not to be done */
    record Item(Request request, List<Integer> dependsOn) {}

    /**
     * What is required of an account before a transaction.
     *
     * @param balance amounts by {@code atLeast}, {@code atMost} and {@code equal}; none with a null currency
     * @param available as for the balance
     */
    record Condition(
            String account,
            @Nullable Long expectedVersion,
            @Nullable String currency,
            Map<String, String> balance,
            Map<String, String> available) {

        boolean isWithoutAmount() {
            return balance.isEmpty() && available.isEmpty();
        }

        @Nullable
        String code() {
            return currency == null ? null : currency.split("/", 2)[0];
        }
    }

    record Currency(String code, int scale) {}

    /**
     * A posting: so much, in major units, to one side of an account.
     *
     * @param currency a code, which may have its decimal places behind it
     */
    record Line(String account, boolean debit, String amount, String currency) {
        String code() {
            return currency.split("/", 2)[0];
        }

        /** The same without the currency's decimal places. */
        Line plain() {
            return new Line(account, debit, amount, code());
        }

        /** The same amount on the other side. */
        Line mirrored() {
            return new Line(account, !debit, amount, currency);
        }

        @Override
        public String toString() {
            return "%s %s %s %s".formatted(debit ? "debit" : "credit", account, amount, currency);
        }
    }
}
