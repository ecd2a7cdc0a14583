package io.pacioli.query.entry;

import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.entry.Entries;
import io.pacioli.projections.entry.EntryRow;
import io.pacioli.projections.entry.FilteredEntries;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.ledger.Ledgers;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.JournalReads;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.Missing;
import io.pacioli.query.answer.Reads;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the entries of an account, each with its running balance, in the order in which they were recorded. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/accounts/{path}/entries", produces = MediaType.APPLICATION_JSON_VALUE)
class EntryQueryController {

    private record EntriesAt(long position, AccountRow account, Page<EntryRow> page) {}

    private final WantedPosition wanted;
    private final Reads reads;
    private final Ledgers ledgers;
    private final Accounts accounts;
    private final Entries entries;
    private final FilteredEntries filtered;
    private final JournalReads journal;

    EntryQueryController(
            WantedPosition wanted,
            Reads reads,
            Ledgers ledgers,
            Accounts accounts,
            Entries entries,
            FilteredEntries filtered,
            JournalReads journal) {
        this.wanted = wanted;
        this.reads = reads;
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.entries = entries;
        this.filtered = filtered;
        this.journal = journal;
    }

    @GetMapping
    void entries(
            @PathVariable String ledger,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AccountKey account = new AccountKey(Names.ledger(ledger), Names.account(path));
        Parameters parameters = Parameters.of(request, "filter", "order", "limit", "cursor");
        Condition filter = parameters.filter(FilterLanguage.ENTRIES);
        Order order = parameters.order(Order.NEWEST_FIRST);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        Entries.Place beyond = page.beyond(EntryQueryController::place, Entries.Place.before(order));
        wanted.await(request);
        EntriesAt found = read(account, filter, order, beyond, page);
        PostedLines posted = PostedLines.of(found.page().items(), journal);
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        found.page(),
                        (json, entry) -> EntryJson.write(json, found.account().type(), entry, posted));
    }

    private EntriesAt read(
            AccountKey key, @Nullable Condition filter, Order order, Entries.Place beyond, PageRequest page) {
        if (filter == null) {
            return reads.read(snapshot -> {
                AccountRow account = account(snapshot, key);
                return at(
                        snapshot,
                        account,
                        page,
                        entries.page(snapshot, account.accountId(), order, beyond, page.lookahead()));
            });
        }
        return reads.readBounded(snapshot -> {
            AccountRow account = account(snapshot, key);
            Scales scales = new Scales(
                    ledgers.find(snapshot, key.ledger()).orElseThrow().currencies());
            return at(
                    snapshot,
                    account,
                    page,
                    filtered.page(snapshot, account.accountId(), scales, filter, order, beyond, page.lookahead()));
        });
    }

    private AccountRow account(ReadSnapshot snapshot, AccountKey key) {
        long ledgerId = ledgers.id(snapshot, key.ledger()).orElseThrow(() -> Missing.ledger(key.ledger()));
        return accounts.id(snapshot, ledgerId, key)
                .flatMap(id -> accounts.find(snapshot, id))
                .orElseThrow(() -> Missing.account(key.path()));
    }

    private static EntriesAt at(ReadSnapshot snapshot, AccountRow account, PageRequest page, List<EntryRow> found) {
        return new EntriesAt(
                snapshot.position(), account, page.of(found, entry -> entry.position() + ":" + entry.line()));
    }

    private static Entries.Place place(String key) {
        int colon = key.indexOf(':');
        return new Entries.Place(Long.parseLong(key.substring(0, colon)), Short.parseShort(key.substring(colon + 1)));
    }
}
