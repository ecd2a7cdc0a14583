package io.pacioli.command.transaction;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Result;
import io.pacioli.domain.ledger.Ledger;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Aggregates;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.transaction.Exchange;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** Asks every account that a transaction touches what it would hold after it, and opens those that an open chart lets it open. */
final class AccountsPostedTo {

    /** The place of the first rule that is asked after the conditions. */
    private static final int CONDITIONS = 3;

    private final Aggregates<Account> accounts;
    private final ConditionsOnAccounts conditionsOnAccounts;

    AccountsPostedTo(Aggregates<Account> accounts) {
        this.accounts = accounts;
        this.conditionsOnAccounts = new ConditionsOnAccounts(accounts);
    }

    /**
     * An account that takes part in a transaction.
     *
     * @param account null where the transaction opens it
     */
    record Party(
            AccountPath path, AccountType type, @Nullable Aggregate<Account> account, List<BalanceAfter> balances) {}

    /** What an account is asked about postings to it: what it would hold after them, or why it cannot take them. */
    @FunctionalInterface
    interface Question {

        /** They are to be posted. */
        Question POSTED = Account::balancesAfter;

        /** They are to be put in reserve. */
        Question RESERVED = Account::balancesAfterReserving;

        /** @param force whether they pass limits and freezes of the account */
        Result<List<BalanceAfter>> ask(Account account, List<Posting> postings, boolean force);
    }

    /**
     * The accounts in the order in which the postings first name them, or the first rule that one of them breaks. The account of
     * an exchange is the ledger's own doing, and is opened on use in a strict chart too.
     */
    Result<List<Party>> by(
            LedgerId ledgerId,
            Ledger ledger,
            Postings postings,
            @Nullable Exchange exchange,
            Terms terms,
            Question question) {
        Map<AccountPath, List<Posting>> lines = postings.byAccount();
        AccountPath exchangeAccount = exchange == null ? null : exchange.account();
        List<Party> parties = new ArrayList<>(lines.size());
        List<AccountPath> notOpen = new ArrayList<>(0);
        List<AccountPath> typeUnknown = new ArrayList<>(0);
        Rejection objection = null;
        for (Map.Entry<AccountPath, List<Posting>> entry : lines.entrySet()) {
            AccountPath path = entry.getKey();
            Optional<Aggregate<Account>> account = accounts.find(path.streamIn(ledgerId));
            Optional<AccountType> type =
                    account.isPresent() ? Optional.empty() : AccountType.named(path.firstSegment());
            if (account.isEmpty() && !ledger.opensAccountsOnFirstUse() && !path.equals(exchangeAccount)) {
                notOpen.add(path);
            } else if (account.isEmpty() && type.isEmpty()) {
                typeUnknown.add(path);
            } else {
                Result<Party> party = account.isPresent()
                        ? existing(account.get(), entry.getValue(), question, terms.force())
                        : opening(path, type.orElseThrow(), entry.getValue(), question);
                switch (party) {
                    case Result.Agreed<Party>(Party agreed) -> parties.add(agreed);
                    case Result.Refused<Party>(Rejection rejection) -> objection = first(objection, rejection);
                }
            }
        }
        if (!notOpen.isEmpty()) {
            return Result.refused(new Rejection.AccountNotOpen(linesOf(notOpen, postings)));
        }
        if (!typeUnknown.isEmpty()) {
            return Result.refused(new Rejection.AccountTypeUnknown(linesOf(typeUnknown, postings)));
        }
        if (objection != null && place(objection) < CONDITIONS) {
            return Result.refused(objection);
        }
        Rejection failing = conditionsOnAccounts.failing(terms.conditions(), ledgerId, ledger);
        if (failing != null) {
            return Result.refused(failing);
        }
        return objection == null ? Result.of(parties) : Result.refused(objection);
    }

    /** That of two accounts' objections whose rule is asked first: each rule is asked of all accounts before the next. */
    private static Rejection first(@Nullable Rejection one, Rejection other) {
        return one == null || place(other) < place(one) ? other : one;
    }

    private static int place(Rejection objection) {
        return switch (objection) {
            case Rejection.AccountClosed _ -> 0;
            case Rejection.AccountFrozen _ -> 1;
            case Rejection.CurrencyNotAllowed _ -> 2;
            case Rejection.BalanceTooLarge _ -> CONDITIONS;
            case Rejection.BalanceBelowMinimum _ -> 4;
            case Rejection.BalanceAboveMaximum _ -> 5;
            default -> throw new IllegalArgumentException("not asked of an account: " + objection);
        };
    }

    private static Result<Party> existing(
            Aggregate<Account> account, List<Posting> postings, Question question, boolean force) {
        return account.invoke(root -> question.ask(root, postings, force)
                .map(balances -> new Party(root.path(), root.type(), account, balances)));
    }

    private static Result<Party> opening(
            AccountPath path, AccountType type, List<Posting> postings, Question question) {
        return question.ask(Account.toBeOpened(path, type), postings, false)
                .map(balances -> new Party(path, type, null, balances));
    }

    private static SortedMap<Integer, AccountPath> linesOf(List<AccountPath> paths, Postings postings) {
        SortedMap<Integer, AccountPath> lines = new TreeMap<>();
        for (int i = 0; i < postings.lines().size(); i++) {
            AccountPath account = postings.lines().get(i).account();
            if (paths.contains(account)) {
                lines.put(i, account);
            }
        }
        return lines;
    }

    /** The parties' accounts, after opening those that are not open yet. */
    List<Aggregate<Account>> opened(LedgerId ledger, List<Party> parties) {
        List<Aggregate<Account>> opened = new ArrayList<>(parties.size());
        for (Party party : parties) {
            opened.add(party.account() == null ? open(ledger, party) : party.account());
        }
        return opened;
    }

    private Aggregate<Account> open(LedgerId ledger, Party party) {
        OpenAccount command = new OpenAccount(ledger, party.path(), party.type(), null, Metadata.NONE);
        return accounts.begin(
                party.path().streamIn(ledger), Account::new, account -> account.open(command, List.of(), List.of()));
    }
}
