package io.pacioli.query.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.BalanceRow;
import io.pacioli.projections.balance.PastBalance;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the chart of accounts of a ledger, and what each account holds, or held. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
class AccountQueryController {

    private final KnownPositions knownPositions;
    private final AccountReader reader;

    AccountQueryController(KnownPositions knownPositions, AccountReader reader) {
        this.knownPositions = knownPositions;
        this.reader = reader;
    }

    @GetMapping
    void accounts(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters =
                Parameters.of(request, "prefix", "type", "filter", "asOf", "knownAt", "limit", "cursor");
        AccountFilter filter =
                new AccountFilter(parameters.accountPath("prefix"), parameters.word("type", AccountType.WORDS));
        Condition condition = parameters.filter(FilterLanguage.ACCOUNTS);
        LocalDate asOf = parameters.date("asOf");
        KnownAt knownAt = parameters.knownAt();
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        String after = page.beyond(Function.identity(), "");
        Clocks clocks = new Clocks(asOf, knownPositions.await(request, ledgerId, knownAt));
        if (!clocks.isNow()) {
            AccountReader.PastAccounts found = condition == null
                    ? reader.page(ledgerId, filter, clocks, after, page.lookahead())
                    : reader.page(ledgerId, filter.and(condition), clocks, after, page.lookahead());
            sendPast(ledgerId, found, page, new JsonAnswer(request, response));
            return;
        }
        AccountReader.Accounts found = condition == null
                ? reader.page(ledgerId, filter, after, page.lookahead())
                : reader.page(ledgerId, filter.and(condition), after, page.lookahead());
        Page<AccountRow> accounts =
                page.of(found.accounts(), account -> account.path().value());
        new JsonAnswer(request, response).send(found.position(), accounts, (json, account) -> {
            List<BalanceRow> balances = found.balances().getOrDefault(account.accountId(), List.of());
            AccountJson.write(json, ledgerId, account, balances);
        });
    }

    private static void sendPast(LedgerId ledger, AccountReader.PastAccounts found, PageRequest page, JsonAnswer answer)
            throws IOException {
        Page<AccountRow> accounts =
                page.of(found.accounts(), account -> account.path().value());
        answer.send(found.position(), accounts, (json, account) -> {
            List<PastBalance> balances = found.balances().getOrDefault(account.accountId(), List.of());
            AccountJson.writePast(json, ledger, account, balances);
        });
    }

    @GetMapping("/{path}")
    void account(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        AccountPath account = Names.account(path);
        Parameters parameters = Parameters.of(request, "asOf", "knownAt");
        LocalDate asOf = parameters.date("asOf");
        KnownAt knownAt = parameters.knownAt();
        parameters.refuseIfAny();
        Clocks clocks = new Clocks(asOf, knownPositions.await(request, ledgerId, knownAt));
        if (!clocks.isNow()) {
            sendPast(ledgerId, account, clocks, new JsonAnswer(request, response));
            return;
        }
        AccountViews.Answer found = reader.find(ledgerId, account).orElseThrow(() -> Missing.account(account));
        AccountView view = found.view();
        JsonAnswer answer = new JsonAnswer(request, response);
        if (!answer.isKnownVersion(found.position(), view.version(), view.reading())) {
            answer.send(found.position(), json -> AccountJson.write(json, ledgerId, view.account(), view.balances()));
        }
    }

    /** What was as known at a position never changes; what is known now of a day does with the books. */
    private void sendPast(LedgerId ledger, AccountPath path, Clocks clocks, JsonAnswer answer) throws IOException {
        AccountReader.PastAccount found = reader.find(ledger, path, clocks).orElseThrow(() -> Missing.account(path));
        if (!answer.isKnown(found.position(), Math.min(clocks.knownAt(), found.position()))) {
            answer.send(
                    found.position(), json -> AccountJson.writePast(json, ledger, found.account(), found.balances()));
        }
    }
}
