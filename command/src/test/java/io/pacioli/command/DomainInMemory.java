package io.pacioli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.transaction.HoldJson;
import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.ChangeAccountMetadata;
import io.pacioli.domain.account.CloseAccount;
import io.pacioli.domain.account.FreezeAccount;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RenameAccount;
import io.pacioli.domain.account.ReopenAccount;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.account.UnfreezeAccount;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.ClosePeriodAtOnce;
import io.pacioli.domain.ledger.ClosingEntriesRecorded;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.ExchangeRate;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostClosingEntries;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedExchange;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionEvent;
import io.pacioli.domain.transaction.TransactionFact;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.domain.transaction.VoidHold;
import io.pacioli.model.Outcome;
import io.pacioli.model.ReferenceBooks;
import io.pacioli.model.Request;
import io.pacioli.model.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** The domain's rules and coordinators, without the pipeline around them, put into the model's words. */
final class DomainInMemory implements Subject {

    private static final Instant ALL_DUE = Instant.parse("3000-01-01T00:00:00Z");
    private static final long FRESH_IDS = 0x0199_0000_0000_7000L;

    private Books books = new Books();
    private final List<Given> accepted = new ArrayList<>();
    private long fresh;

    /** The version that what is being translated expects. */
    private @Nullable Long expected;

    /** Whether what is being translated is to be forced. */
    private boolean forced;

    /** A command, and when it is decided. */
    private record Given(Command command, Instant decidedAt) {
        Decision by(Books books) {
            return books.when(command, decidedAt);
        }
    }

    @Override
    public Outcome answer(String key, Request request) {
        Given given = given(request);
        Outcome outcome = decided(given);
        if (outcome instanceof Outcome.Recorded) {
            accepted.add(given);
        }
        return outcome;
    }

    @Override
    public Outcome dryRun(String key, Request request) {
        int before = books.facts().size();
        Outcome outcome = decided(given(request));
        undo(before);
        return outcome instanceof Outcome.Recorded recorded ? recorded.withoutEffect() : outcome;
    }

    /** Everything is decided at one moment, except what needs one at which all holds have come due. */
    private Given given(Request request) {
        boolean due = request instanceof Request.ExpireHold expire && expire.due();
        return new Given(command(request), due ? ALL_DUE : Books.DECIDED_AT);
    }

    private Outcome decided(Given given) {
        int before = books.facts().size();
        return switch (given.by(books)) {
            case Decision.Accepted() -> {
                List<Event> facts = books.facts();
                yield new Outcome.Recorded(facts.size(), false, items(facts, before));
            }
            case Rejection rejection -> {
                undo(before);
                yield new Outcome.Refused(rejection.code().name(), at(rejection.violations()));
            }
        };
    }

    /** A batch that was rejected half-way, or a dry run, has applied events, which the command bus would roll back. */
    private void undo(int factsBefore) {
        if (books.facts().size() > factsBefore) {
            books = new Books();
            accepted.forEach(given -> given.by(books));
        }
        assertThat(books.facts()).hasSize(factsBefore);
    }

    private static List<Outcome.Item> items(List<Event> facts, int before) {
        int last = facts.size() - 1;
        return switch (facts.get(last)) {
            case BatchRecorded batch -> items(batch, facts, before);
            case TransactionEvent _ -> List.of(item(facts, last));
            case AccountOpened _ -> List.of(item(facts, last));
            case ClosingEntriesRecorded entries ->
                entries.transaction() == null
                        ? List.of()
                        : List.of(item(facts, last - 1).withoutEffect());
            case AccountChanged changed -> List.of(new Outcome.AccountChanged(changed.version()));
            default -> List.of();
        };
    }

    /** The events of the items come in the order of their outcomes, and between them the accounts that were opened on use. */
    private static List<Outcome.Item> items(BatchRecorded batch, List<Event> facts, int before) {
        List<Outcome.Item> items = new ArrayList<>();
        int place = before;
        for (ItemOutcome outcome : batch.outcomes()) {
            switch (outcome) {
                case ItemOutcome.Accepted accepted -> {
                    while (!accepted.equals(ItemOutcome.of(facts.get(place)))) {
                        place++;
                    }
                    items.add(item(facts, place));
                    place++;
                }
                case ItemOutcome.Rejected rejected ->
                    items.add(new Outcome.Rejected(rejected.code().name(), at(rejected.violations())));
                case ItemOutcome.Skipped skipped -> items.add(new Outcome.Skipped(skipped.waitedFor()));
            }
        }
        return items;
    }

    private static Outcome.Item item(List<Event> facts, int place) {
        return switch (facts.get(place)) {
            case TransactionPosted posted -> new Outcome.Posted(journalNumber(facts, place), balances(posted));
            case TransactionHeld held -> new Outcome.Held(journalNumber(facts, place), balances(held));
            case HoldEnded ended ->
                new Outcome.Ended(HoldJson.status(ended), journalNumber(facts, place), balances(ended));
            case TransactionMetadataChanged changed ->
                new Outcome.Noted(changed.metadata().pairs());
            case AccountOpened opened ->
                new Outcome.Opened(opened.account().value(), opened.type().word());
            case Event other -> throw new IllegalArgumentException("comes of no item: " + other);
        };
    }

    private static long journalNumber(List<Event> facts, int place) {
        LedgerId ledger = facts.get(place).ledger();
        return facts.subList(0, place + 1).stream()
                .filter(event -> event.ledger().equals(ledger))
                .count();
    }

    private static List<Outcome.Balance> balances(TransactionFact event) {
        return event.balances().all().stream().map(DomainInMemory::balance).toList();
    }

    private static Outcome.Balance balance(BalanceAfter after) {
        return new Outcome.Balance(
                after.account().value(),
                after.type().word(),
                after.currency().code().value(),
                after.debitsDecimal(),
                after.creditsDecimal(),
                after.balanceDecimal(),
                after.pendingDebitsDecimal(),
                after.pendingCreditsDecimal(),
                after.availableDecimal(),
                after.version());
    }

    private static List<String> at(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    private Command command(Request request) {
        LedgerId ledger = LedgerId.of(request.ledger());
        return switch (request) {
            case Request.OpenLedger open ->
                new OpenLedger(
                        ledger,
                        new LedgerName("Books"),
                        ZoneId.of("Europe/Berlin"),
                        open.strict() ? ChartPolicy.STRICT : ChartPolicy.OPEN,
                        open.currencies().stream().map(DomainInMemory::currency).toList());
            case Request.RegisterCurrency register ->
                new RegisterCurrency(ledger, currency(register.currency()), expected);
            case Request.ClosePeriod close -> close(close, ledger, expected);
            case Request.ReopenPeriod reopen ->
                new ReopenPeriod(
                        ledger,
                        reopen.through() == null ? null : LocalDate.parse(reopen.through()),
                        new Reason(reopen.reason()),
                        expected);
            case Request.OpenAccount open ->
                new OpenAccount(
                        ledger,
                        new AccountPath(open.path()),
                        AccountType.WORDS.constant(open.type()).orElseThrow(),
                        null,
                        Metadata.NONE,
                        open.currencies().stream().map(RequestedCurrency::parse).toList(),
                        limits(open.limits()));
            case Request.ChangeLimits change ->
                new ChangeAccountLimits(ledger, new AccountPath(change.account()), limits(change.limits()), expected);
            case Request.Freeze freeze ->
                new FreezeAccount(
                        ledger,
                        new AccountPath(freeze.account()),
                        Frozen.WORDS.constant(freeze.direction()).orElseThrow(),
                        expected);
            case Request.Unfreeze unfreeze ->
                new UnfreezeAccount(ledger, new AccountPath(unfreeze.account()), expected);
            case Request.CloseAccount close -> new CloseAccount(ledger, new AccountPath(close.account()), expected);
            case Request.ReopenAccount reopen -> new ReopenAccount(ledger, new AccountPath(reopen.account()), expected);
            case Request.Rename rename ->
                new RenameAccount(
                        ledger,
                        new AccountPath(rename.account()),
                        rename.name() == null ? null : new AccountName(rename.name()),
                        expected);
            case Request.ChangeAccountMetadata change ->
                new ChangeAccountMetadata(
                        ledger,
                        new AccountPath(change.account()),
                        new MetadataChange(Metadata.of(change.merge()), new TreeSet<>(change.delete())),
                        expected);
            case Request.IfVersion(Long version, Request inner) -> {
                expected = version;
                Command command = command(inner);
                expected = null;
                yield command;
            }
            case Request.Forced(Request inner) -> {
                forced = true;
                Command command = command(inner);
                forced = false;
                yield command;
            }
            case Request.Post post -> post(post, ledger);
            case Request.Hold hold ->
                new HoldTransaction(
                        post(hold.proposed(), ledger),
                        hold.expiresAt() == null ? null : Instant.parse(hold.expiresAt()));
            case Request.PostHold post ->
                new PostHold(
                        ledger,
                        TransactionId.parse(post.hold()),
                        effectiveAt(post.effectiveOn()),
                        post.part() == null
                                ? null
                                : post.part().stream().map(DomainInMemory::line).toList(),
                        terms(post.conditions(), post.adjustment()));
            case Request.VoidHold giveUp -> new VoidHold(ledger, TransactionId.parse(giveUp.hold()));
            case Request.ExpireHold expire -> new ExpireHold(ledger, TransactionId.parse(expire.hold()));
            case Request.Reverse reverse -> reverse(reverse, ledger);
            case Request.ChangeMetadata change ->
                new ChangeTransactionMetadata(
                        ledger,
                        TransactionId.parse(change.transaction()),
                        new MetadataChange(Metadata.of(change.merge()), new TreeSet<>(change.delete())));
            case Request.Batch batch ->
                new RecordBatch(
                        ledger,
                        batch.atomic(),
                        batch.continueOnFailure(),
                        batch.items().stream().map(this::item).toList());
        };
    }

    private BatchItem item(Request.Item item) {
        return Commands.item(
                command(item.request()),
                item.dependsOn().stream().mapToInt(place -> place).toArray());
    }

    private static List<RequestedLimits> limits(List<Request.Limit> limits) {
        return limits.stream()
                .map(limit -> new RequestedLimits(
                        RequestedCurrency.parse(limit.currency()),
                        limit.minimum() == null ? null : new BigDecimal(limit.minimum()),
                        limit.maximum() == null ? null : new BigDecimal(limit.maximum())))
                .toList();
    }

    /** The service sums up and takes two steps; what comes of them is decided like this. */
    private Command close(Request.ClosePeriod close, LedgerId ledger, @Nullable Long expected) {
        LocalDate through = LocalDate.parse(close.through());
        if (close.closingAccount() == null) {
            return new ClosePeriod(ledger, through, null, expected);
        }
        AccountPath account = new AccountPath(close.closingAccount());
        return new ClosePeriodAtOnce(
                new ClosePeriod(ledger, through, account, expected),
                new PostClosingEntries(
                        ledger,
                        through,
                        0,
                        account,
                        identity(null),
                        Commands.temporaryBalances(books.facts(), ledger, through)));
    }

    private PostTransaction post(Request.Post post, LedgerId ledger) {
        return new PostTransaction(
                ledger,
                identity(post.id()),
                reference(post.reference()),
                null,
                effectiveAt(post.effectiveOn()),
                post.lines().stream().map(DomainInMemory::line).toList(),
                Metadata.NONE,
                terms(post.conditions(), post.adjustment()),
                exchange(post.exchange()));
    }

    private ReverseTransaction reverse(Request.Reverse reverse, LedgerId ledger) {
        return new ReverseTransaction(
                ledger,
                TransactionId.parse(reverse.reversed()),
                identity(reverse.id()),
                reference(reverse.reference()),
                null,
                effectiveAt(reverse.effectiveOn()),
                reverse.part() == null
                        ? null
                        : reverse.part().stream().map(DomainInMemory::line).toList(),
                Metadata.NONE,
                terms(reverse.conditions(), reverse.adjustment()));
    }

    private static @Nullable RequestedExchange exchange(Request.@Nullable Exchange exchange) {
        return exchange == null
                ? null
                : new RequestedExchange(
                        RequestedCurrency.parse(exchange.from()),
                        RequestedCurrency.parse(exchange.to()),
                        ExchangeRate.parse(exchange.rate()));
    }

    private Terms terms(List<Request.Condition> conditions, boolean adjustment) {
        return new Terms(conditions.stream().map(DomainInMemory::condition).toList(), adjustment, forced);
    }

    private static Condition condition(Request.Condition condition) {
        return new Condition(
                new AccountPath(condition.account()),
                condition.expectedVersion(),
                condition.currency() == null ? null : RequestedCurrency.parse(condition.currency()),
                bounds(condition.balance()),
                bounds(condition.available()));
    }

    private static Condition.@Nullable Bounds bounds(Map<String, String> bounds) {
        return bounds.isEmpty()
                ? null
                : new Condition.Bounds(bound(bounds, "atLeast"), bound(bounds, "atMost"), bound(bounds, "equal"));
    }

    private static @Nullable BigDecimal bound(Map<String, String> bounds, String name) {
        return bounds.containsKey(name) ? new BigDecimal(bounds.get(name)) : null;
    }

    private Identity identity(@Nullable String id) {
        return id == null
                ? new Identity(new TransactionId(new UUID(FRESH_IDS, ++fresh)), true)
                : new Identity(TransactionId.parse(id), false);
    }

    private static @Nullable Reference reference(@Nullable String reference) {
        return reference == null ? null : new Reference(reference);
    }

    private static EffectiveAt effectiveAt(@Nullable String day) {
        return day == null ? EffectiveAt.NOW : new EffectiveAt.On(LocalDate.parse(day));
    }

    private static RequestedPosting line(Request.Line line) {
        return new RequestedPosting(
                new AccountPath(line.account()),
                line.debit() ? Direction.DEBIT : Direction.CREDIT,
                new BigDecimal(line.amount()),
                RequestedCurrency.parse(line.currency()));
    }

    private static Currency currency(Request.Currency currency) {
        return Currency.of(currency.code(), currency.scale());
    }

    /** Every balance stands in the answers; what else there is about accounts is read from them. */
    @Override
    public void expectSame(ReferenceBooks model) {
        assertThat(books.facts()).hasSize(Math.toIntExact(model.position()));
        Map<String, String> names = new HashMap<>();
        for (Event event : books.facts()) {
            if (event instanceof AccountRenamed renamed) {
                names.put(
                        renamed.account().streamIn(renamed.ledger()).toString(),
                        renamed.name() == null ? null : renamed.name().value());
            }
        }
        model.ledgers()
                .forEach((name, ledger) -> ledger.accounts().keySet().forEach(path -> {
                    Aggregate<Account> account = books.accounts()
                            .find(new AccountPath(path).streamIn(LedgerId.of(name)))
                            .orElseThrow();
                    assertThat(words(account, names.get(account.identifierAsString())))
                            .isEqualTo(ledger.words(path));
                }));
    }

    private static String words(Aggregate<Account> account, @Nullable String name) {
        Restrictions restrictions = account.invoke(Account::restrictions);
        Frozen frozen = restrictions.frozen();
        return "%s %s %s %s %s %s v%d"
                .formatted(
                        restrictions.closed() ? "closed" : frozen == null ? "open" : "frozen",
                        frozen == null ? null : frozen.word(),
                        name,
                        restrictions.currencies(),
                        restrictions.allLimits().stream()
                                .map(limit -> "%s %s %s"
                                        .formatted(limit.currency(), limit.minimumDecimal(), limit.maximumDecimal()))
                                .toList(),
                        account.invoke(Account::metadata).pairs(),
                        account.invoke(Account::version));
    }

    @Override
    public boolean isService() {
        return false;
    }
}
