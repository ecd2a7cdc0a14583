package io.pacioli.command.account;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.command.form.Form;
import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountCommand;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to change accounts. */
@RestController
@RequestMapping(
        path = Paths.LEDGERS + "/{ledger}/accounts/{path}",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE)
class AccountChangeController {

    private final Dispatcher dispatcher;

    AccountChangeController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Reads what is to be changed about an account. */
    private interface Reader {
        @Nullable
        AccountCommand read(Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion);
    }

    @PostMapping("/limits")
    void changeLimits(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/limits", LimitsForm::read, http, response);
    }

    @PostMapping("/freeze")
    void freeze(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/freeze", AccountChangeForm::freeze, http, response);
    }

    @PostMapping("/unfreeze")
    void unfreeze(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/unfreeze", AccountChangeForm::unfreeze, http, response);
    }

    @PostMapping("/close")
    void close(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/close", AccountChangeForm::close, http, response);
    }

    @PostMapping("/reopen")
    void reopen(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/reopen", AccountChangeForm::reopen, http, response);
    }

    @PostMapping("/rename")
    void rename(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/rename", AccountChangeForm::rename, http, response);
    }

    @PostMapping("/metadata")
    void changeMetadata(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        change(ledger, path, "/metadata", AccountChangeForm::metadata, http, response);
    }

    private void change(
            String ledger,
            String path,
            String what,
            Reader reader,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Paths.ledger(ledger);
        AccountPath account = Paths.account(path);
        WriteRequest request =
                WriteRequest.ofChange(http, Paths.of(ledgerId) + "/accounts/" + account + what, BodyLimits.SINGLE);
        AccountCommand command = request.read(form -> reader.read(form, ledgerId, account, request.expectedVersion()));
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        AccountChanged changed = accepted.lastAs(AccountChanged.class);
        JsonAnswer.tag(response, accepted, changed.version());
        JsonAnswer.done(response, accepted, json -> AccountChangeJson.write(json, accepted.lastAnswered(), changed));
    }
}
