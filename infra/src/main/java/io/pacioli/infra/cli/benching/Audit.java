package io.pacioli.infra.cli.benching;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Compares the service's ledger of a run with our own book: what was acknowledged is there, once, and nothing else is.
 *
 * <p>Some acknowledged requests are sent again first, and have to be answered as the first time; what that did besides would be
 * found in all that is read after it. The journal has to be numbered without gaps, with one key for each acknowledged request
 * and as many transactions as were acknowledged. Each account's debits and credits have to be the sums of what was acknowledged,
 * and the trial balance has to show what is left of them.
 */
final class Audit {

    /**
     * What came of an audit.
     *
     * @param acknowledged transactions
     * @param transactions in the journal
     * @param events in the journal
     * @param accounts that were compared
     * @param repeated requests that were sent again
     * @param differences the first of them, in words
     */
    record Result(
            long acknowledged,
            long transactions,
            long events,
            long accounts,
            long repeated,
            long differenceCount,
            List<String> differences) {
        boolean isClean() {
            return differenceCount == 0;
        }
    }

    private final BenchedService service;
    private final Run run;
    private final RequestText text;
    private final OwnBook book;
    private final BenchPlan plan;
    private final Differences differences = new Differences();
    private final Pages pages;

    Audit(BenchedService service, Run run, BenchPlan plan, RequestText text, OwnBook book) {
        this.service = service;
        this.run = run;
        this.plan = plan;
        this.text = text;
        this.book = book;
        this.pages = new Pages(service, differences);
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
        SendingAgain again = new SendingAgain(service, run, text, differences);
        long repeated = book.sample().peek(again::send).count();
        JournalOfRun journal = journal();
        long accounts = 0;
        if (caughtUp && CatchingUp.of(service).watch().isCaughtUp()) {
            accounts = accounts();
            trialBalance();
        } else {
            differences.add("the read tables did not catch up: no balance could be compared");
        }
        return new Result(
                book.transactions(),
                journal.transactions(),
                journal.events(),
                accounts,
                repeated,
                differences.count(),
                differences.told());
    }

    private JournalOfRun journal() {
        JournalOfRun journal = new JournalOfRun(run, book.acknowledged(), differences);
        pages.each(run.path() + "/events", journal::see);
        journal.end();
        if (journal.transactions() != book.transactions()) {
            differences.add("the journal has %,d transactions, and %,d were acknowledged"
                    .formatted(journal.transactions(), book.transactions()));
        }
        return journal;
    }

    private long accounts() {
        AccountSums sums = new AccountSums(run, plan.accounts(), "", differences);
        pages.each(run.path() + "/accounts", account -> {
            for (JsonNode balance : account.path("balances")) {
                sums.add(account.path("path"), balance.path("debits"), balance.path("credits"));
            }
        });
        return sums.compare(book::debits, book::credits);
    }

    private void trialBalance() {
        if (plan.hasTrialBalance()) {
            AccountSums sums = new AccountSums(run, plan.accounts(), "in the trial balance, ", differences);
            for (JsonNode line : service.get(run.path() + "/trial-balance").path("data")) {
                sums.add(line.path("account"), line.path("debit"), line.path("credit"));
            }
            sums.compare(
                    account -> Math.max(0, book.debits(account) - book.credits(account)),
                    account -> Math.max(0, book.credits(account) - book.debits(account)));
        }
    }
}
