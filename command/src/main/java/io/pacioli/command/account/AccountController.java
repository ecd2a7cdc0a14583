package io.pacioli.command.account;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.ledger.LedgerId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to open accounts. */
@RestController
class AccountController {

    private final Dispatcher dispatcher;

    AccountController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping(
            path = Paths.LEDGERS + "/{ledger}/accounts",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    void openAccount(@PathVariable String ledger, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId id = Paths.ledger(ledger);
        String accounts = Paths.of(id) + "/accounts";
        WriteRequest request = new WriteRequest(http, accounts, BodyLimits.SINGLE);
        OpenAccount command = request.read(form -> AccountForm.read(form, id));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        AccountOpened opened = accepted.lastAs(AccountOpened.class);
        JsonAnswer.tag(response, accepted, 1);
        JsonAnswer.created(
                response,
                accepted,
                accounts + "/" + opened.account(),
                json -> AccountJson.write(json, accepted.lastAnswered(), opened));
    }
}
