package io.pacioli.model;

import java.util.List;
import java.util.Map;

/** What comes of a request, as far as it can be foretold. */
public sealed interface Outcome {

    /**
     * It was accepted, now or before.
     *
     * @param position that of the last event it led to, the first event of all being 1
     * @param items what came of each transaction, of its metadata, or of each item of a batch, in their order
     */
    record Recorded(long position, boolean replayed, List<Item> items) implements Outcome {
        Recorded again() {
            return new Recorded(position, true, items);
        }

        public DryRun withoutEffect() {
            return new DryRun(items.stream().map(Item::withoutEffect).toList());
        }
    }

    /** It would have been accepted, and did nothing. */
    record DryRun(List<Item> items) implements Outcome {}

    /** A rule refused it; {@code at} has what broke the rule, each as {@code pointer CODE}. */
    record Refused(String code, List<String> at) implements Outcome {}

    /** What came of one transaction, or of one item of a batch. */
    sealed interface Item {
        default Item withoutEffect() {
            return this;
        }
    }

    /**
     * The transaction is in the journal, and this is what each account that it touches holds after it.
     *
     * @param journalNumber 0 in a dry run
     */
    record Posted(long journalNumber, List<Balance> balances) implements Item {
        @Override
        public Posted withoutEffect() {
            return new Posted(0, balances);
        }
    }

    /** The transaction is in reserve, and this is what each account that it touches holds after that. */
    record Held(long journalNumber, List<Balance> balances) implements Item {
        @Override
        public Held withoutEffect() {
            return new Held(0, balances);
        }
    }

    /** Nothing of the transaction is in reserve any more, in the word for what has become of it. */
    record Ended(String status, long journalNumber, List<Balance> balances) implements Item {
        @Override
        public Ended withoutEffect() {
            return new Ended(status, 0, balances);
        }
    }

    /** These are the metadata of the transaction from here on. */
    record Noted(Map<String, String> metadata) implements Item {}

    /** The account is open. */
    record Opened(String path, String type) implements Item {}

    /** Something about an account itself is otherwise from here on; so many events it has seen then. */
    record AccountChanged(long version) implements Item {}

    record Rejected(String code, List<String> at) implements Item {}

    /** @param waitedFor the places of what it depends on and was not done */
    record Skipped(List<Integer> waitedFor) implements Item {}

    /**
     * What an account holds in a currency, in major units: what has been posted, and what is in reserve for open holds.
     *
     * @param available the balance less what open holds would take from it
     * @param version how many events the account had seen when this came about
     */
    record Balance(
            String account,
            String type,
            String currency,
            String debits,
            String credits,
            String balance,
            String pendingDebits,
            String pendingCredits,
            String available,
            long version) {}
}
