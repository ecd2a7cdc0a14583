package io.pacioli.query.entry;

import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.entry.Entries;
import io.pacioli.projections.entry.EntriesByDate;
import io.pacioli.projections.entry.EntryRow;
import io.pacioli.projections.entry.FilteredEntries;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.ledger.LedgerRow;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.projections.snapshot.Order;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.answer.JournalReads;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownAccounts;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.answer.RecordedTimes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the entries of an account, each with its running balance, in the order in which they were recorded; by effective date up to a day. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/accounts/{path}/entries", produces = MediaType.APPLICATION_JSON_VALUE)
class EntryQueryController {

    private static final Pattern KEY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{1,19}) (\\d{1,5})");

    private record EntriesAt(long position, AccountRow account, Page<EntryRow> page) {}

    private final KnownPositions knownPositions;
    private final Reads reads;
    private final KnownLedgers ledgers;
    private final KnownAccounts accounts;
    private final Entries entries;
    private final FilteredEntries filtered;
    private final EntriesByDate entriesByDate;
    private final RecordedTimes recordedTimes;
    private final JournalReads journal;

    EntryQueryController(
            KnownPositions knownPositions,
            Reads reads,
            KnownLedgers ledgers,
            KnownAccounts accounts,
            Entries entries,
            FilteredEntries filtered,
            EntriesByDate entriesByDate,
            RecordedTimes recordedTimes,
            JournalReads journal) {
        this.knownPositions = knownPositions;
        this.reads = reads;
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.entries = entries;
        this.filtered = filtered;
        this.entriesByDate = entriesByDate;
        this.recordedTimes = recordedTimes;
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
        Parameters parameters = Parameters.of(request, "asOf", "knownAt", "filter", "order", "limit", "cursor");
        LocalDate asOf = parameters.date("asOf");
        KnownAt knownAt = parameters.knownAt();
        Condition filter = parameters.filter(FilterLanguage.ENTRIES);
        Order order = parameters.order(Order.NEWEST_FIRST);
        PageRequest page = parameters.page();
        parameters.refuseIfAny();
        EntriesByDate.Place beyond = page.beyond(EntryQueryController::place, EntriesByDate.Place.before(order));
        Clocks clocks = new Clocks(asOf, knownPositions.await(request, account.ledger(), knownAt));
        EntriesAt found = read(account, filter, order, clocks, beyond, page);
        PostedLines posted = PostedLines.of(found.page().items(), journal);
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        found.page(),
                        (json, entry) -> EntryJson.write(json, found.account().type(), entry, posted));
    }

    private EntriesAt read(
            AccountKey key,
            @Nullable Condition filter,
            Order order,
            Clocks clocks,
            EntriesByDate.Place beyond,
            PageRequest page) {
        if (filter == null) {
            return reads.read(snapshot -> {
                long ledgerId = ledgers.id(snapshot, key.ledger(), clocks.knownAt());
                AccountRow account = accounts.find(snapshot, ledgerId, key, clocks.knownAt());
                return at(snapshot, account, page, plain(snapshot, account, order, clocks, beyond, page.lookahead()));
            });
        }
        Condition condition = recordedTimes.resolved(until(clocks.asOf(), filter));
        return reads.readBounded(snapshot -> {
            LedgerRow ledger = ledgers.find(snapshot, key.ledger(), clocks.knownAt());
            AccountRow account = accounts.find(snapshot, ledger.ledgerId(), key, clocks.knownAt());
            return at(
                    snapshot,
                    account,
                    page,
                    filtered.page(
                            snapshot,
                            ledger.ledgerId(),
                            account.accountId(),
                            new Scales(ledger.currencies()),
                            condition,
                            order,
                            recorded(beyond),
                            clocks.knownAt(),
                            page.lookahead()));
        });
    }

    private List<EntryRow> plain(
            ReadSnapshot snapshot,
            AccountRow account,
            Order order,
            Clocks clocks,
            EntriesByDate.Place beyond,
            int limit) {
        return clocks.asOf() == null
                ? entries.page(snapshot, account.accountId(), order, recorded(beyond), clocks.knownAt(), limit)
                : entriesByDate.page(snapshot, account.accountId(), order, clocks, beyond, limit);
    }

    private static Condition until(@Nullable LocalDate asOf, Condition filter) {
        if (asOf == null) {
            return filter;
        }
        List<Condition> parts = new ArrayList<>(Condition.conjuncts(filter));
        parts.add(new Condition.Term(Field.EFFECTIVE_DATE, Comparison.AT_MOST, List.of(asOf)));
        return new Condition.All(parts);
    }

    private static EntriesAt at(ReadSnapshot snapshot, AccountRow account, PageRequest page, List<EntryRow> found) {
        return new EntriesAt(snapshot.position(), account, page.of(found, EntryQueryController::key));
    }

    private static Entries.Place recorded(EntriesByDate.Place place) {
        return new Entries.Place(place.position(), place.line());
    }

    private static String key(EntryRow entry) {
        return "%s %d %d".formatted(entry.effectiveDate(), entry.position(), entry.line());
    }

    private static EntriesByDate.Place place(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no place of an entry: " + key);
        }
        return new EntriesByDate.Place(
                LocalDate.parse(parts.group(1)), Long.parseLong(parts.group(2)), Short.parseShort(parts.group(3)));
    }
}
