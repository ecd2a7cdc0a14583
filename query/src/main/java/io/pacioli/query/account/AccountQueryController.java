package io.pacioli.query.account;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.balance.BalanceRow;
import io.pacioli.projections.filter.Condition;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the chart of accounts of a ledger, and what each account holds. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
class AccountQueryController {

    private final WantedPosition wanted;
    private final AccountReader reader;

    AccountQueryController(WantedPosition wanted, AccountReader reader) {
        this.wanted = wanted;
        this.reader = reader;
    }

    @GetMapping
    void accounts(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "prefix", "type", "filter", "limit", "cursor");
        AccountFilter filter =
                new AccountFilter(parameters.accountPath("prefix"), parameters.word("type", AccountType.WORDS));
        Condition condition = parameters.filter(FilterLanguage.ACCOUNTS);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        String after = page.beyond(Function.identity(), "");
        wanted.await(request);
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

    @GetMapping("/{path}")
    void account(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        AccountPath account = Names.account(path);
        Parameters.of(request).refuseIfAny();
        wanted.await(request);
        AccountViews.Answer found = reader.find(ledgerId, account).orElseThrow(() -> Missing.account(account));
        AccountView view = found.view();
        JsonAnswer answer = new JsonAnswer(request, response);
        if (!answer.isKnownVersion(found.position(), view.version(), view.reading())) {
            answer.send(found.position(), json -> AccountJson.write(json, ledgerId, view.account(), view.balances()));
        }
    }
}
