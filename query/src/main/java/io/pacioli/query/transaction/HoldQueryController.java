package io.pacioli.query.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.hold.HoldPlace;
import io.pacioli.projections.hold.OpenHolds;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownAccounts;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Page;
import io.pacioli.query.request.PageRequest;
import io.pacioli.query.request.Parameters;
import io.pacioli.query.request.WantedPosition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the holds of a ledger that are open: those that expire first come first. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/holds", produces = MediaType.APPLICATION_JSON_VALUE)
class HoldQueryController {

    private static final String NEVER = "never";

    private record Found(List<HoldPlace> places, long position) {}

    private final WantedPosition wanted;
    private final Reads reads;
    private final KnownLedgers ledgers;
    private final KnownAccounts accounts;
    private final OpenHolds holds;
    private final TransactionViews views;

    HoldQueryController(
            WantedPosition wanted,
            Reads reads,
            KnownLedgers ledgers,
            KnownAccounts accounts,
            OpenHolds holds,
            TransactionViews views) {
        this.wanted = wanted;
        this.reads = reads;
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.holds = holds;
        this.views = views;
    }

    @GetMapping
    void holds(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "account", "expiresBefore", "limit", "cursor");
        AccountPath account = parameters.accountPath("account");
        Instant expiresBefore = parameters.moment("expiresBefore");
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        HoldPlace beyond = page.beyond(HoldQueryController::place, HoldPlace.FIRST);
        wanted.await(request);
        Found found = read(ledgerId, account, expiresBefore, beyond, page.lookahead());
        Page<HoldPlace> places = page.of(found.places(), HoldQueryController::key);
        Map<Long, TransactionView> transactions = views.of(places.items(), HoldPlace::position, found.position());
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        places,
                        (json, place) -> TransactionJson.write(json, transactions.get(place.position())));
    }

    private Found read(
            LedgerId ledger,
            @Nullable AccountPath account,
            @Nullable Instant expiresBefore,
            HoldPlace beyond,
            int limit) {
        return reads.read(snapshot -> {
            long ledgerId = ledgers.id(snapshot, ledger);
            Long accountId = account == null
                    ? null
                    : accounts.id(snapshot, ledgerId, new AccountKey(ledger, account), Clocks.EVERYTHING);
            return new Found(
                    holds.page(snapshot, ledgerId, accountId, expiresBefore, beyond, limit), snapshot.position());
        });
    }

    private static String key(HoldPlace place) {
        return (place.expiresAt() == null ? NEVER : place.expiresAt()) + " " + place.position();
    }

    /** A moment begins with four digits for its year, as every key of ours does; the database knows no years as far as Java does. */
    private static HoldPlace place(String key) {
        int blank = key.indexOf(' ');
        String expiresAt = key.substring(0, blank);
        if (!expiresAt.equals(NEVER) && !Character.isDigit(expiresAt.charAt(0))) {
            throw new IllegalArgumentException("no moment that a hold could expire at");
        }
        return new HoldPlace(
                expiresAt.equals(NEVER) ? null : Instant.parse(expiresAt), Long.parseLong(key.substring(blank + 1)));
    }
}
