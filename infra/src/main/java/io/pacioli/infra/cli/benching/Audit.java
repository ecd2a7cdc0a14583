package io.pacioli.infra.cli.benching;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the service's ledger of a run with our own book: what was acknowledged is there, once, and nothing else is.
 *
 * <p>The journal has to be numbered without gaps, with one key for each acknowledged request and as many transactions as were
 * acknowledged. Each account's debits and credits have to be the sums of what was acknowledged, those of all accounts have to be
 * equal, and so have the columns of the trial balance. Some acknowledged requests are sent again, and have to be answered as the
 * first time.
 */
final class Audit {

    /** A trial balance with more lines is not to be had. */
    private static final int TRIAL_BALANCE_ACCOUNTS_MAX = 100_000;

    private static final String PAGE = "limit=1000";
    private static final int SCALE = 2;

    /**
     * What came of an audit.
     *
     * @param acknowledged transactions
     * @param transactions in the journal
     * @param accounts that were compared
     * @param repeated requests that were sent again
     * @param differences the first of them, in words
     */
    record Result(
            long acknowledged,
            long transactions,
            long accounts,
            long repeated,
            long differenceCount,
            List<String> differences) {
        boolean isClean() {
            return differenceCount == 0;
        }
    }

    private final ServiceClient service;
    private final Run run;
    private final RequestText text;
    private final OwnBook book;
    private final BenchPlan plan;
    private final Differences differences = new Differences();

    Audit(ServiceClient service, Run run, BenchPlan plan, RequestText text, OwnBook book) {
        this.service = service;
        this.run = run;
        this.plan = plan;
        this.text = text;
        this.book = book;
    }

    /**
     * @param unanswered how many requests may or may not have taken effect
     * @param caughtUp whether the read tables have everything, and can be compared
     */
    Result run(long unanswered, boolean caughtUp) {
        if (unanswered > 0) {
            differences.add(
                    "%,d requests were never answered: whether they took effect is not known".formatted(unanswered));
        }
        long transactions = journal();
        long accounts = 0;
        if (caughtUp) {
            accounts = accounts();
            trialBalance();
        } else {
            differences.add("the read tables did not catch up: no balance could be compared");
        }
        long repeated = book.sample().peek(this::repeat).count();
        return new Result(
                book.transactions(), transactions, accounts, repeated, differences.count(), differences.told());
    }

    private long journal() {
        JournalOfRun journal = new JournalOfRun(run, book.acknowledged(), differences);
        pages(run.path() + "/events", journal::see);
        journal.end();
        if (journal.transactions() != book.transactions()) {
            differences.add("the journal has %,d transactions, and %,d were acknowledged"
                    .formatted(journal.transactions(), book.transactions()));
        }
        return journal.transactions();
    }

    private long accounts() {
        long[] debits = new long[plan.accounts()];
        long[] credits = new long[plan.accounts()];
        pages(run.path() + "/accounts", account -> {
            int number = number(account.path("path").asString(""));
            if (number < 0) {
                differences.add("there is an account %s that nobody posted to".formatted(account.path("path")));
                return;
            }
            for (JsonNode balance : account.path("balances")) {
                debits[number] += minorUnits(balance.path("debits"));
                credits[number] += minorUnits(balance.path("credits"));
            }
        });
        long compared = 0;
        for (int i = 0; i < plan.accounts(); i++) {
            compared += debits[i] == 0 && credits[i] == 0 ? 0 : 1;
            if (debits[i] != book.debits(i) || credits[i] != book.credits(i)) {
                differences.add("%s has debits of %s and credits of %s, and has to have %s and %s"
                        .formatted(
                                run.account(i),
                                decimal(debits[i]),
                                decimal(credits[i]),
                                decimal(book.debits(i)),
                                decimal(book.credits(i))));
            }
        }
        long debited = Arrays.stream(debits).sum();
        long credited = Arrays.stream(credits).sum();
        if (debited != credited) {
            differences.add("all accounts together have debits of %s and credits of %s"
                    .formatted(decimal(debited), decimal(credited)));
        }
        return compared;
    }

    private void trialBalance() {
        if (plan.accounts() > TRIAL_BALANCE_ACCOUNTS_MAX) {
            return;
        }
        long difference = 0;
        for (JsonNode line : service.get(run.path() + "/trial-balance").path("data")) {
            difference += minorUnits(line.path("debit")) - minorUnits(line.path("credit"));
        }
        if (difference != 0) {
            differences.add("the trial balance's columns differ by %s".formatted(decimal(difference)));
        }
    }

    private void repeat(OwnBook.Sampled sampled) {
        long number = sampled.number();
        Answer again = service.post(run.path() + text.collection(number), run.keyPrefix() + number, text.body(number));
        if (!again.isAccepted() || !again.replayed()) {
            differences.add("request %d was acknowledged, and sending it again was answered with %d%s"
                    .formatted(number, again.status(), again.replayed() ? "" : " as if it were new"));
        }
        if (again.replayed() && !again.hasBodyOf(sampled.firstAnswer())) {
            differences.add("request %d was acknowledged as %s, and when it was sent again as %s"
                    .formatted(number, id(sampled.firstAnswer()), id(again)));
        }
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString("an answer of %,d bytes".formatted(answer.body().length));
    }

    private void pages(String path, Consumer<JsonNode> each) {
        @Nullable String cursor = null;
        do {
            JsonNode page = service.get(path + "?" + PAGE + (cursor == null ? "" : "&cursor=" + cursor));
            page.path("data").forEach(each);
            cursor = page.path("next").isNull() ? null : page.path("next").asString(null);
        } while (cursor != null);
    }

    /** The number of an account from 0, or -1 where it is none of ours. */
    private int number(String path) {
        if (!path.startsWith(Run.ACCOUNT_PREFIX)) {
            return -1;
        }
        try {
            int number = Integer.parseInt(path.substring(Run.ACCOUNT_PREFIX.length())) - 1;
            return number < plan.accounts() ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static long minorUnits(JsonNode decimal) {
        return new BigDecimal(decimal.asString("0")).movePointRight(SCALE).longValueExact();
    }

    private static BigDecimal decimal(long minorUnits) {
        return BigDecimal.valueOf(minorUnits, SCALE);
    }
}
