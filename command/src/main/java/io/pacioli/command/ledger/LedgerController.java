package io.pacioli.command.ledger;

import io.pacioli.command.dispatch.Answer;
import io.pacioli.command.dispatch.Dispatcher;
import io.pacioli.command.dispatch.JsonAnswer;
import io.pacioli.command.dispatch.Paths;
import io.pacioli.command.dispatch.WriteRequest;
import io.pacioli.command.form.BodyLimits;
import io.pacioli.domain.ledger.CurrencyRegistered;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerOpened;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.money.Currency;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to open ledgers and to register currencies with them. */
@RestController
@RequestMapping(
        path = Paths.LEDGERS,
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE)
class LedgerController {

    private final Dispatcher dispatcher;

    LedgerController(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostMapping
    void openLedger(HttpServletRequest http, HttpServletResponse response) throws IOException {
        WriteRequest request = new WriteRequest(http, Paths.LEDGERS, BodyLimits.SINGLE);
        OpenLedger command = request.read(LedgerForm::read);
        Answer.Accepted accepted = dispatcher.send(command, request.identity(), request.run());
        LedgerOpened opened = accepted.lastAs(LedgerOpened.class);
        JsonAnswer.tag(response, accepted, 1);
        JsonAnswer.created(
                response,
                accepted,
                Paths.of(opened.ledger()),
                json -> LedgerJson.write(json, accepted.lastAnswered(), opened));
    }

    @PostMapping("/{ledger}/currencies")
    void registerCurrency(@PathVariable String ledger, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        LedgerId id = Paths.ledger(ledger);
        WriteRequest request = WriteRequest.ofChange(http, Paths.of(id) + "/currencies", BodyLimits.SINGLE);
        Currency currency = request.read(CurrencyForm::read);
        Answer.Accepted accepted = dispatcher.send(
                new RegisterCurrency(id, currency, request.expectedVersion()), request.identity(), request.run());
        CurrencyRegistered registered = accepted.lastAs(CurrencyRegistered.class);
        if (registered.version() != null) {
            JsonAnswer.tag(response, accepted, registered.version());
        }
        JsonAnswer.created(response, accepted, Paths.of(id), json -> LedgerJson.write(json, registered.currency()));
    }
}
