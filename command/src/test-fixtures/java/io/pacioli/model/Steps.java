package io.pacioli.model;

import static java.util.stream.Collectors.toMap;

import io.pacioli.model.Request.ChangeMetadata;
import io.pacioli.model.Request.Condition;
import io.pacioli.model.Request.Currency;
import io.pacioli.model.Request.Exchange;
import io.pacioli.model.Request.Limit;
import io.pacioli.model.Request.Line;
import io.pacioli.model.Request.OpenAccount;
import io.pacioli.model.Request.OpenLedger;
import io.pacioli.model.Request.Post;
import io.pacioli.model.Request.RegisterCurrency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * Random steps, out of so few names that they meet again and again, and weighed so that every rule is broken now and then while
 * most transactions are posted.
 *
 * <p>A step does not depend on those before it: any of them can be left out when a sequence that fails is made smaller.
 */
public final class Steps {

    /** Before any step, there is a ledger of each chart, of which the strict one has two accounts, and one full of currencies. */
    static final List<Request> BEGINNING = List.of(
            new OpenLedger("loose", false, List.of(new Currency("EUR", 2), new Currency("CHF", 2), new Currency("JPY", 0))),
            new OpenLedger("strict", true, List.of(new Currency("EUR", 2), new Currency("CHF", 2), new Currency("BTC", 8))),
            new OpenAccount("strict", "assets:cash", "asset"),
            new OpenAccount("strict", "income:sales", "income"),
            new OpenAccount("strict", "equity:retained", "equity"),
            new OpenLedger("full", false, manyCurrencies()));

    private static final Arbitrary<String> LEDGERS = Arbitraries.frequency(
            Tuple.of(50, "loose"), Tuple.of(40, "strict"), Tuple.of(2, "third"), Tuple.of(1, "fourth"), Tuple.of(1, "full"));

    private static final Arbitrary<String> ACCOUNTS = Arbitraries.frequency(
            Tuple.of(60, "assets:cash"),
            Tuple.of(60, "income:sales"),
            Tuple.of(8, "liabilities:vat"),
            Tuple.of(8, "expenses:rent"),
            Tuple.of(4, "Assets.Old"));

    private static final Arbitrary<String> CURRENCIES = Arbitraries.frequency(
            Tuple.of(90, "EUR"),
            Tuple.of(12, "CHF"),
            Tuple.of(6, "JPY"),
            Tuple.of(6, "BTC"),
            Tuple.of(2, "USD"),
            Tuple.of(2, "GRAIN"),
            Tuple.of(8, "EUR/2"),
            Tuple.of(2, "EUR/3"),
            Tuple.of(2, "JPY/0"));

    /** Around every bound: 38 digits with no, two, eight and eighteen of them decimals, and one more of either kind. */
    private static final Arbitrary<String> AMOUNTS = Arbitraries.frequency(
            Tuple.of(60, "1"),
            Tuple.of(30, "7"),
            Tuple.of(20, "12.34"),
            Tuple.of(10, "5.50"),
            Tuple.of(3, "0.01"),
            Tuple.of(2, "1.000"),
            Tuple.of(1, "0.001"),
            Tuple.of(1, "0.00000001"),
            Tuple.of(1, "0.000000000000000001"),
            Tuple.of(3, "9".repeat(36) + ".99"),
            Tuple.of(3, "5" + "0".repeat(35)),
            Tuple.of(2, "1" + "0".repeat(36)),
            Tuple.of(1, "9".repeat(38)));

    private static final Arbitrary<String> MISWRITTEN_AMOUNTS =
            Arbitraries.of("0", "0.00", "-1", "-0.01", "1e3", "", "1.", "01", "9".repeat(39));

    private static final Arbitrary<String> DAYS = Arbitraries.frequency(
            Tuple.of(10, "2024-02-29"),
            Tuple.of(10, "2024-01-31"),
            Tuple.of(10, "2024-03-01"),
            Tuple.of(2, "1900-01-01"),
            Tuple.of(2, "1899-12-31"),
            Tuple.of(2, "2999-01-01"));

    private static final Arbitrary<Boolean> ADJUSTMENTS =
            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));

    /** Nothing between: none of the tests lasts so long. */
    private static final Arbitrary<String> EXPIRIES = Arbitraries.frequency(
                    Tuple.of(6, "2999-01-01T00:00:00Z"), Tuple.of(1, "2020-01-01T00:00:00Z"))
            .injectNull(0.4);

    private static final Arbitrary<String> IDS = Arbitraries.integers()
            .between(1, 8)
            .map(number -> new UUID(0x0198_c0de_0000_7000L, 0x8000_0000_0000_0000L | number).toString());

    private static final Arbitrary<String> REFERENCES = Arbitraries.of("INV-1", "INV-2", "INV-3", "inv-1", "4", "5");

    private static final int ITEMS_MAX = 6;

    private static final Arbitrary<Integer> BACK = Arbitraries.integers().between(0, 7);

    private final boolean miswritten;

    private Steps(boolean miswritten) {
        this.miswritten = miswritten;
    }

    /** Sequences for the domain, whose requests are written as they should be. */
    public static ActionChainArbitrary<Comparison> forDomain(Subjects subjects) {
        Steps steps = new Steps(false);
        return ActionChain.startWith(() -> new Comparison(subjects.fresh()))
                .withAction(64, steps.action(steps.sending()))
                .withAction(8, steps.action(steps.sending().map(Step.DryRun::new)))
                .withAction(1, steps.action(takenApart()))
                .withAction(4, steps.action(steps.livesOfHolds()))
                .withAction(3, steps.action(livesOfLimits()))
                .withAction(3, steps.action(livesOfAccounts()))
                .withAction(1, steps.action(accountsNoted()))
                .withAction(1, steps.action(notedOften()));
    }

    /** Sequences for the service, with keys that are used again, and requests that are not written as they should be. */
    public static ActionChainArbitrary<Comparison> forService(Subjects subjects) {
        Steps steps = new Steps(true);
        Arbitrary<Step> again = BACK.map(Step.SendAgain::new);
        Arbitrary<Step> others = Combinators.combine(BACK, steps.requests()).as(Step.SendWithKeyOf::new);
        Arbitrary<Step> any =
                Arbitraries.frequencyOf(Tuple.of(4, steps.sending()), Tuple.of(1, again), Tuple.of(1, others));
        return ActionChain.startWith(() -> new Comparison(subjects.fresh()))
                .withAction(64, steps.action(steps.sending()))
                .withAction(8, steps.action(again))
                .withAction(4, steps.action(others))
                .withAction(12, steps.action(any.map(Step.DryRun::new)))
                .withAction(1, steps.action(takenApart()))
                .withAction(4, steps.action(steps.livesOfHolds()))
                .withAction(3, steps.action(livesOfLimits()))
                .withAction(3, steps.action(livesOfAccounts()))
                .withAction(1, steps.action(accountsNoted()))
                .withAction(1, steps.action(notedOften()));
    }

    /** Makes what is compared with the model, with no ledger in it, for each sequence anew. */
    @FunctionalInterface
    public interface Subjects {
        Subject fresh();
    }

    private Action.Independent<Comparison> action(Arbitrary<Step> steps) {
        return () -> steps.map(step -> Transformer.mutate(step.toString(), comparison -> comparison.take(step)));
    }

    private Arbitrary<Step> sending() {
        return requests().map(Step.Send::new);
    }

    /** Now and then only at some version, which is the right one about as often as not. */
    private static Arbitrary<Request> ifVersionOrNot(Arbitrary<? extends Request> changes) {
        Arbitrary<Long> versions = Arbitraries.of(1L, 1L, 2L, 3L, 4L).injectNull(0.2);
        return Combinators.combine(changes, versions, Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
                .as((change, version, conditional) -> conditional ? new Request.IfVersion(version, change) : change);
    }

    /** Now and then past the limits and freezes of accounts. */
    private static Arbitrary<Request> forcedOrNot(Arbitrary<Request> requests) {
        return Combinators.combine(requests, Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true)))
                .as((request, forced) -> forced ? new Request.Forced(request) : request);
    }

    /** Requests of every kind; a new kind has its line here, its rules in the model and its translation in each subject. */
    public Arbitrary<Request> requests() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, ledgersOpened()),
                Tuple.of(1, ifVersionOrNot(currenciesRegistered())),
                Tuple.of(2, accountsOpened(LEDGERS)),
                Tuple.of(2, ifVersionOrNot(limitsChanged())),
                Tuple.of(2, ifVersionOrNot(accountsChanged())),
                Tuple.of(2, ifVersionOrNot(periodsClosed())),
                Tuple.of(1, ifVersionOrNot(periodsReopened())),
                Tuple.of(14, forcedOrNot(LEDGERS.flatMap(this::posts).map(Request.class::cast))),
                Tuple.of(4, forcedOrNot(reversals(LEDGERS))),
                Tuple.of(4, forcedOrNot(LEDGERS.flatMap(this::holds))),
                Tuple.of(3, forcedOrNot(holdsPosted(LEDGERS))),
                Tuple.of(1, holdsVoided(LEDGERS)),
                Tuple.of(4, LEDGERS.flatMap(this::exchanges).map(Request.class::cast)),
                Tuple.of(3, metadataChanged(LEDGERS)),
                Tuple.of(6, batches()));
    }

    /** A transaction, taken back in as many small parts as it may be and in one more. */
    private static Arbitrary<Step> takenApart() {
        return IDS.map(id -> {
            List<Request> requests = new ArrayList<>();
            requests.add(new Post("loose", id, null, null, saleOf("12.34")));
            for (int i = 0; i <= ReferenceLedger.REVERSALS_MAX; i++) {
                requests.add(new Request.Reverse("loose", id, null, null, null, saleOf("0.01")));
            }
            return new Step.SendAll(requests);
        });
    }

    /** A transaction whose metadata are filled and over-filled, and then changed as often as they may be and once more. */
    private static Arbitrary<Step> notedOften() {
        return IDS.map(id -> {
            Map<String, String> full = IntStream.range(0, ReferenceLedger.METADATA_PAIRS_MAX)
                    .boxed()
                    .collect(toMap(number -> "k" + number, number -> ""));
            List<Request> requests = new ArrayList<>();
            requests.add(new Post("loose", id, null, null, saleOf("12.34")));
            requests.add(new ChangeMetadata("loose", id, full, List.of("a", "b", "c")));
            requests.add(new ChangeMetadata("loose", id, Map.of("a", "1"), List.of("b")));
            for (int i = 0; i < ReferenceLedger.METADATA_CHANGES_MAX; i++) {
                requests.add(new ChangeMetadata("loose", id, Map.of("a", "" + i), List.of("k1")));
            }
            return new Step.SendAll(requests);
        });
    }

    private Arbitrary<Request> metadataChanged(Arbitrary<String> ledgers) {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c");
        Arbitrary<Map<String, String>> merge =
                Arbitraries.maps(keys, Arbitraries.of("", "1", "ü")).ofMaxSize(2);
        Arbitrary<List<String>> delete = keys.list().uniqueElements().ofMaxSize(2);
        return Combinators.combine(ledgers, IDS, merge, delete)
                .as(ChangeMetadata::new)
                .filter(change -> miswritten || isSound(change))
                .map(Request.class::cast);
    }

    private static boolean isSound(ChangeMetadata change) {
        return (!change.merge().isEmpty() || !change.delete().isEmpty())
                && change.delete().stream().noneMatch(change.merge()::containsKey);
    }

    /** What a hold may meet after it was placed, one after the other. No client can ask for one to expire. */
    private Arbitrary<Step> livesOfHolds() {
        Arbitrary<List<Line>> parts =
                Arbitraries.of(saleOf("12.34"), saleOf("12.30"), saleOf("0.01"), saleOf("12.35"), saleOf("1")).injectNull(0.3);
        return Combinators.combine(IDS, EXPIRIES, Arbitraries.of("loose", "strict"))
                .flatAs((id, expiresAt, ledger) -> {
                    Arbitrary<Request> meeting = Arbitraries.frequencyOf(
                            Tuple.of(3, parts.map(part -> new Request.PostHold(ledger, id, null, part, List.of(), false))),
                            Tuple.of(1, Arbitraries.just(new Request.VoidHold(ledger, id))),
                            Tuple.of(2, parts.map(part -> new Request.Reverse(ledger, id, null, null, null, part))),
                            Tuple.of(
                                    miswritten ? 0 : 2,
                                    Arbitraries.of(true, false).map(due -> new Request.ExpireHold(ledger, id, due))));
                    return meeting.list().ofMinSize(1).ofMaxSize(4).map(requests -> {
                        List<Request> all = new ArrayList<>();
                        all.add(new Request.Hold(
                                new Post(ledger, id, null, null, saleOf("12.34")), expiresAt));
                        all.addAll(requests);
                        return (Step) new Step.SendAll(all);
                    });
                });
    }

    /** Limits, and what then comes and goes, in small steps around them; an account may be beyond them from the first. */
    private static Arbitrary<Step> livesOfLimits() {
        Arbitrary<String> amounts = Arbitraries.of("0.01", "1", "7", "12.34");
        Arbitrary<String> bounds = Arbitraries.of("-7", "0", "7", "20.00").injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.of("loose", "strict"), Arbitraries.of("assets:cash", "income:sales"), bounds, bounds)
                .flatAs((ledger, account, minimum, maximum) -> {
                    Arbitrary<Request> moving = Combinators.combine(amounts, Arbitraries.of(true, false), IDS, Arbitraries.of(1, 2, 3))
                            .as((amount, isSale, id, kind) -> {
                                Post post = new Post(ledger, kind == 1 ? null : id, null, null, saleOf(amount, isSale));
                                return kind == 2 ? new Request.Hold(post, null) : kind == 3 ? new Request.PostHold(ledger, id, null, null, List.of(), false) : post;
                            });
                    Limit limit = new Limit("EUR", minimum, maximum);
                    Request change = new Request.ChangeLimits(
                            ledger, account, List.of(isContradictory(limit) ? new Limit("EUR", minimum, null) : limit));
                    return moving.list().ofMinSize(1).ofMaxSize(6).map(requests -> {
                        List<Request> all = new ArrayList<>();
                        all.add(change);
                        all.addAll(requests);
                        return (Step) new Step.SendAll(all);
                    });
                });
    }

    private static List<Line> saleOf(String amount, boolean forward) {
        return forward ? saleOf(amount) : saleOf(amount).stream().map(Line::mirrored).toList();
    }

    private static List<Line> saleOf(String amount) {
        return List.of(new Line("assets:cash", true, amount, "EUR"), new Line("income:sales", false, amount, "EUR"));
    }

    private Arbitrary<Request> holds(String ledger) {
        return Combinators.combine(posts(ledger), IDS.injectNull(0.2), EXPIRIES)
                .as((post, id, expiresAt) -> new Request.Hold(
                        new Post(
                                ledger,
                                id,
                                post.reference(),
                                post.effectiveOn(),
                                post.lines(),
                                post.conditions(),
                                post.exchange(),
                                miswritten && post.adjustment()),
                        expiresAt));
    }

    private Arbitrary<Request> holdsPosted(Arbitrary<String> ledgers) {
        return Combinators.combine(
                        ledgers, IDS, DAYS.injectNull(0.8), lines().injectNull(0.6), conditions(), ADJUSTMENTS)
                .as(Request.PostHold::new);
    }

    private static Arbitrary<Request> holdsVoided(Arbitrary<String> ledgers) {
        return Combinators.combine(ledgers, IDS).as(Request.VoidHold::new);
    }

    private Arbitrary<Request> reversals(Arbitrary<String> ledgers) {
        return Combinators.combine(
                        ledgers,
                        IDS,
                        IDS.injectNull(0.7),
                        REFERENCES.injectNull(0.9),
                        DAYS.injectNull(0.9),
                        lines().injectNull(0.6),
                        conditions(),
                        ADJUSTMENTS)
                .as(Request.Reverse::new);
    }

    private static Arbitrary<Request> ledgersOpened() {
        Arbitrary<List<Currency>> currencies = currencies()
                .list()
                .uniqueElements(Currency::code)
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.of("third", "loose", "strict"), Arbitraries.of(true, false), currencies)
                .as(OpenLedger::new);
    }

    private static Arbitrary<Request> currenciesRegistered() {
        Arbitrary<String> ledgers = Arbitraries.frequencyOf(Tuple.of(3, LEDGERS), Tuple.of(1, Arbitraries.just("full")));
        return Combinators.combine(ledgers, currencies()).as(RegisterCurrency::new);
    }

    /** Mostly through days before those on which transactions are effective, which would all be rejected otherwise. */
    private static Arbitrary<Request> periodsClosed() {
        Arbitrary<String> days = Arbitraries.frequency(
                Tuple.of(4, "2023-12-31"), Tuple.of(3, "2024-01-31"), Tuple.of(2, "2024-02-29"), Tuple.of(1, "2999-01-01"));
        Arbitrary<String> closingAccounts = Arbitraries.frequency(
                        Tuple.of(6, "equity:retained"), Tuple.of(2, "assets:cash"), Tuple.of(1, "equity:late"))
                .injectNull(0.3);
        return Combinators.combine(LEDGERS, days, closingAccounts).as(Request.ClosePeriod::new);
    }

    private static Arbitrary<Request> periodsReopened() {
        Arbitrary<String> days = Arbitraries.of("2023-12-31", "2024-01-30", "2024-01-31").injectNull(0.5);
        return Combinators.combine(LEDGERS, days, Arbitraries.of("a late invoice", "audit"))
                .as(Request.ReopenPeriod::new);
    }

    private static List<Currency> manyCurrencies() {
        return IntStream.range(0, ReferenceLedger.CURRENCIES_MAX)
                .mapToObj(number -> new Currency("C" + number, 0))
                .toList();
    }

    /** Those of ISO 4217 with its scale, and one of our own, whose scale is the ledger's. */
    private static Arbitrary<Currency> currencies() {
        return Arbitraries.of(
                new Currency("EUR", 2),
                new Currency("JPY", 0),
                new Currency("USD", 2),
                new Currency("BTC", 8),
                new Currency("GRAIN", 0),
                new Currency("GRAIN", 18));
    }

    private Arbitrary<Request> accountsOpened(Arbitrary<String> ledgers) {
        Arbitrary<String> types = Arbitraries.of("asset", "liability", "equity", "income", "expense");
        Arbitrary<List<Limit>> some = Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(List.of())), Tuple.of(1, limits(0)));
        Arbitrary<List<String>> currencies = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(
                        1,
                        (miswritten ? CURRENCIES.list() : CURRENCIES.list().uniqueElements(each -> each.split("/", 2)[0]))
                                .ofMinSize(1)
                                .ofMaxSize(3)));
        return Combinators.combine(ledgers, paths(), types, currencies, some).as(OpenAccount::new);
    }

    /** What is against postings comes seldom, and goes as often as it comes. */
    private Arbitrary<Request> accountsChanged() {
        return Combinators.combine(LEDGERS, ACCOUNTS).flatAs((ledger, account) -> Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of("debit", "credit", "both").map(side -> new Request.Freeze(ledger, account, side))),
                Tuple.of(4, Arbitraries.just(new Request.Unfreeze(ledger, account))),
                Tuple.of(2, Arbitraries.just(new Request.CloseAccount(ledger, account))),
                Tuple.of(3, Arbitraries.just(new Request.ReopenAccount(ledger, account))),
                Tuple.of(2, Arbitraries.of("Till", "Süd").injectNull(0.3).map(name -> new Request.Rename(ledger, account, name))),
                Tuple.of(2, metadataMerged(ledger, account))));
    }

    private Arbitrary<Request> metadataMerged(String ledger, String account) {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c");
        return Combinators.combine(
                        Arbitraries.maps(keys, Arbitraries.of("", "1", "ü")).ofMinSize(1).ofMaxSize(2),
                        Arbitraries.of("d", "e").list().uniqueElements().ofMaxSize(2))
                .as((merge, delete) -> new Request.ChangeAccountMetadata(ledger, account, merge, delete));
    }

    /** An account whose metadata are filled and over-filled. */
    private static Arbitrary<Step> accountsNoted() {
        Map<String, String> full = IntStream.range(0, ReferenceLedger.METADATA_PAIRS_MAX)
                .boxed()
                .collect(toMap(number -> "k" + number, number -> ""));
        return Arbitraries.of("loose", "strict").map(ledger -> new Step.SendAll(List.of(
                new Request.ChangeAccountMetadata(ledger, "income:sales", full, List.of("a", "b", "c")),
                new Request.ChangeAccountMetadata(ledger, "income:sales", Map.of("a", "1"), List.of("z")),
                new Request.ChangeAccountMetadata(ledger, "income:sales", Map.of("a", "1"), List.of("k1")),
                new Request.ChangeAccountMetadata(ledger, "income:sales", Map.of("a", "2"), List.copyOf(full.keySet())))));
    }

    /** An account that is frozen, with a hold and without, or closed and reopened; each ends as it began. */
    private static Arbitrary<Step> livesOfAccounts() {
        Arbitrary<String> accounts = Arbitraries.of("assets:cash", "income:sales", "expenses:rent");
        return Combinators.combine(Arbitraries.of("loose", "strict"), accounts, Arbitraries.of("debit", "credit", "both"), IDS, Arbitraries.of(true, false))
                .as((ledger, account, direction, id, isSale) -> {
                    List<Request> requests = new ArrayList<>();
                    requests.add(new Request.Hold(new Post(ledger, id, null, null, saleOf("7", isSale)), null));
                    requests.add(new Request.CloseAccount(ledger, account));
                    requests.add(new Request.Freeze(ledger, account, direction));
                    requests.add(new Request.Freeze(ledger, account, "debit"));
                    requests.add(new Post(ledger, null, null, null, saleOf("1", isSale)));
                    Request posting = new Request.PostHold(ledger, id, null, null, List.of(), false);
                    requests.add(posting);
                    requests.add(isSale ? new Request.Forced(posting) : new Request.VoidHold(ledger, id));
                    requests.add(new Request.Forced(new Post(ledger, null, null, null, saleOf("1", isSale))));
                    requests.add(new Request.CloseAccount(ledger, account));
                    requests.add(new Post(ledger, null, null, null, saleOf("1", isSale)));
                    requests.add(new Request.Rename(ledger, account, "X"));
                    requests.add(new Request.ReopenAccount(ledger, account));
                    requests.add(new Request.Unfreeze(ledger, account));
                    requests.add(new OpenAccount(ledger, "assets:euros", "asset", List.of("EUR"), List.of()));
                    requests.add(new Post(
                            ledger,
                            null,
                            null,
                            null,
                            List.of(
                                    new Line("assets:euros", isSale, "1", "CHF"),
                                    new Line("income:sales", !isSale, "1", "CHF"))));
                    return (Step) new Step.SendAll(requests);
                });
    }

    private Arbitrary<Request> limitsChanged() {
        return Combinators.combine(LEDGERS, pathsInUrls(), limits(miswritten ? 0 : 1)).as(Request.ChangeLimits::new);
    }

    /** Such that much is still posted: wide ones often, and now and then none, for what has had some. */
    private Arbitrary<List<Limit>> limits(int sizeMin) {
        Arbitrary<String> minimums = Arbitraries.of("0", "-7", "-100.00", "-1000", "1", "-" + "9".repeat(36), "0.001", "-" + "9".repeat(38));
        Arbitrary<String> maximums = Arbitraries.of("0", "20", "100.00", "1000", "-5", "9".repeat(36), "7.0001", "9".repeat(38));
        Arbitrary<Limit> limit = Combinators.combine(CURRENCIES, minimums.injectNull(0.4), maximums.injectNull(0.4))
                .as(Limit::new)
                .filter(each -> miswritten || !isContradictory(each));
        return (miswritten ? limit.list() : limit.list().uniqueElements(Limit::code)).ofMinSize(sizeMin).ofMaxSize(2);
    }

    private static boolean isContradictory(Limit limit) {
        return limit.minimum() != null
                && limit.maximum() != null
                && new BigDecimal(limit.minimum()).compareTo(new BigDecimal(limit.maximum())) > 0;
    }

    private Arbitrary<String> paths() {
        return miswritten
                ? Arbitraries.frequencyOf(Tuple.of(80, ACCOUNTS), Tuple.of(1, Arbitraries.of("assets::cash", "", "é")))
                : ACCOUNTS;
    }

    private Arbitrary<String> pathsInUrls() {
        return miswritten ? Arbitraries.frequencyOf(Tuple.of(40, ACCOUNTS), Tuple.of(1, Arbitraries.just("assets::cash"))) : ACCOUNTS;
    }

    private Arbitrary<Post> posts(String ledger) {
        return Combinators.combine(
                        IDS.injectNull(0.6),
                        REFERENCES.injectNull(0.85),
                        DAYS.injectNull(0.75),
                        lines(),
                        conditions(),
                        ADJUSTMENTS)
                .as((id, reference, day, lines, conditions, adjustment) ->
                        new Post(ledger, id, reference, day, lines, conditions, null, adjustment));
    }

    /** So much of one currency, at a rate, for so much of another: right to the last place, as far off as may be, and farther. */
    private record Deal(Exchange exchange, String given, String taken) {
        static Deal of(String given, String from, String rate, String taken, String to) {
            return new Deal(new Exchange(from, to, rate), given, taken);
        }
    }

    private static final Arbitrary<Deal> DEALS = Arbitraries.of(
            Deal.of("100", "EUR", "0.95", "95.00", "CHF"),
            Deal.of("7", "EUR", "0.9512345678", "6.65", "CHF/2"),
            Deal.of("7", "EUR/2", "0.9512345678", "6.66", "CHF"),
            Deal.of("7", "EUR", "0.9512345678", "6.67", "CHF"),
            Deal.of("1", "CHF", "1", "1.01", "EUR"),
            Deal.of("1", "CHF", "1.000000000000000001", "1.01", "EUR"),
            Deal.of("12.34", "EUR", "161.5", "1992", "JPY"),
            Deal.of("12.34", "EUR", "161.5", "1993", "JPY/0"),
            Deal.of("12.34", "EUR", "161.5", "1991", "JPY"),
            Deal.of("0.01", "EUR", "0.00001", "0.0000001", "BTC"),
            Deal.of("1", "BTC", "98765.43", "98765.43", "EUR"),
            Deal.of("1", "EUR", "1.1", "1.10", "USD"),
            Deal.of("1", "EUR", "1", "1.00", "CHF/3"),
            Deal.of("1", "EUR", "2", "1.00", "CHF"),
            Deal.of("9".repeat(36) + ".99", "EUR", "1", "9".repeat(36) + ".99", "CHF"));

    private Arbitrary<Post> exchanges(String ledger) {
        Arbitrary<Deal> deals = miswritten
                ? Arbitraries.frequencyOf(
                        Tuple.of(20, DEALS),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        Deal.of("1", "EUR", "1", "1", "EUR/2"),
                                        Deal.of("1", "EUR", "-1", "1", "CHF"),
                                        Deal.of("1", "EUR", "0.0", "1", "CHF"))))
                : DEALS;
        Arbitrary<List<Line>> plain = lines().map(lines -> lines.subList(0, Math.min(2, lines.size())));
        return Combinators.combine(
                        deals,
                        ACCOUNTS,
                        ACCOUNTS,
                        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(6, 1), Tuple.of(1, 2)),
                        Arbitraries.of(true, false),
                        Arbitraries.frequency(Tuple.of(8, true), Tuple.of(1, false)),
                        Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(List.<Line>of())), Tuple.of(1, plain)),
                        IDS.injectNull(0.6))
                .as((deal, giver, taker, times, debit, opposite, more, id) -> {
                    List<Line> lines = new ArrayList<>();
                    for (int i = 0; i < times; i++) {
                        lines.add(new Line(giver, debit, deal.given(), deal.exchange().from()));
                    }
                    lines.add(new Line(taker, debit ^ opposite, deal.taken(), deal.exchange().to()));
                    lines.addAll(more);
                    if (lines.size() < 2) {
                        lines.add(new Line(taker, !(debit ^ opposite), deal.taken(), deal.exchange().to()));
                    }
                    return new Post(ledger, id, null, null, lines, List.of(), deal.exchange(), false);
                });
    }

    /** Mostly none; and where there are, of accounts that are touched and of others, such that hold about as often as not. */
    private Arbitrary<List<Condition>> conditions() {
        Arbitrary<Map<String, String>> bounds = Arbitraries.maps(
                        Arbitraries.of("atLeast", "atMost", "equal"),
                        Arbitraries.of("0", "0.00", "-1", "7", "12.34", "-7.001", "-0", "9".repeat(38)))
                .ofMinSize(1)
                .ofMaxSize(2);
        Arbitrary<Long> versions = Arbitraries.of(0L, 1L, 2L, 3L, 4L, 5L);
        Arbitrary<Condition> some = Arbitraries.oneOf(
                Combinators.combine(ACCOUNTS, versions)
                        .as((account, version) -> new Condition(account, version, null, Map.of(), Map.of())),
                Combinators.combine(ACCOUNTS, versions.injectNull(0.8), CURRENCIES, bounds, Arbitraries.of(1, 2, 3))
                        .as((account, version, currency, amounts, which) -> new Condition(
                                account,
                                version,
                                currency,
                                which == 2 ? Map.of() : amounts,
                                which == 1 ? Map.of() : amounts)));
        Arbitrary<Condition> empty = Combinators.combine(ACCOUNTS, CURRENCIES.injectNull(0.5))
                .as((account, currency) -> new Condition(account, null, currency, Map.of(), Map.of()));
        Arbitrary<Condition> any =
                miswritten ? Arbitraries.frequencyOf(Tuple.of(30, some), Tuple.of(1, empty)) : some;
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(List.of())), Tuple.of(1, any.list().ofMinSize(1).ofMaxSize(3)));
    }

    private Arbitrary<Request> batches() {
        Arbitrary<Boolean> often = Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false));
        return LEDGERS.flatMap(ledger -> Combinators.combine(
                        Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true)),
                        often,
                        Arbitraries.oneOf(plainItems(ledger), items(ledger)),
                        dependencies().list().ofSize(ITEMS_MAX))
                .as((atomic, continueOnFailure, items, dependencies) ->
                        new Request.Batch(ledger, atomic, continueOnFailure, dependent(items, dependencies))));
    }

    private Arbitrary<List<Request>> plainItems(String ledger) {
        return posts(ledger)
                .map(Request.class::cast)
                .list()
                .ofMinSize(miswritten ? 0 : 1)
                .ofMaxSize(ITEMS_MAX);
    }

    /** Items of any kind, about few transactions, so that they meet; mostly such as are accepted where nothing is against it. */
    private Arbitrary<List<Request>> items(String ledger) {
        Arbitrary<String> here = Arbitraries.just(ledger);
        return IDS.list().ofSize(2).flatMap(ids -> Arbitraries.frequencyOf(
                        Tuple.of(2, soundItems(ledger, Arbitraries.of(ids))),
                        Tuple.of(
                                1,
                                Arbitraries.oneOf(
                                        posts(ledger).map(Request.class::cast),
                                        holds(ledger),
                                        holdsPosted(here),
                                        holdsVoided(here),
                                        reversals(here),
                                        metadataChanged(here),
                                        accountsOpened(here))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(ITEMS_MAX));
    }

    private Arbitrary<Request> soundItems(String ledger, Arbitrary<String> ids) {
        return ids.flatMap(id -> Arbitraries.of(
                new Post(ledger, id, null, null, saleOf("12.34")),
                new Request.Hold(new Post(ledger, id, null, null, saleOf("12.34")), null),
                new Request.PostHold(ledger, id, null, saleOf("12.30"), List.of(), false),
                new Request.PostHold(ledger, id, null, null, List.of(), false),
                new Request.VoidHold(ledger, id),
                new Request.Reverse(ledger, id, null, null, null, null),
                new Request.Reverse(ledger, id, null, null, null, saleOf("0.01")),
                new ChangeMetadata(ledger, id, Map.of("a", "1"), List.of("b")),
                new OpenAccount(ledger, "assets:cash:" + id, "asset")));
    }

    /** How far back those are that an item depends on, mostly none. */
    private Arbitrary<List<Integer>> dependencies() {
        return Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.just(List.of())),
                Tuple.of(miswritten ? 1 : 0, Arbitraries.of(List.of(0), List.of(1, -1), List.of(1, 1))),
                Tuple.of(
                        30,
                        Arbitraries.integers()
                                .between(1, ITEMS_MAX)
                                .list()
                                .uniqueElements()
                                .ofMinSize(1)
                                .ofMaxSize(2)));
    }

    private static List<Request.Item> dependent(List<Request> requests, List<List<Integer>> dependencies) {
        List<Request.Item> items = new ArrayList<>();
        for (int place = 0; place < requests.size(); place++) {
            int own = place;
            items.add(new Request.Item(
                    requests.get(place),
                    dependencies.get(place).stream()
                            .map(back -> own - back)
                            .filter(other -> other >= 0)
                            .toList()));
        }
        return items;
    }

    /** One to three transfers between two accounts each, in any order; now and then a line too much, or a currency for another. */
    private Arbitrary<List<Line>> lines() {
        Arbitrary<String> amounts = miswritten
                ? Arbitraries.frequencyOf(Tuple.of(60, AMOUNTS), Tuple.of(1, MISWRITTEN_AMOUNTS))
                : AMOUNTS;
        Arbitrary<String> currencies = miswritten
                ? Arbitraries.frequencyOf(Tuple.of(100, CURRENCIES), Tuple.of(1, Arbitraries.of("eur", "", "EUR/", "EUR/19", "EUR/02")))
                : CURRENCIES;
        Arbitrary<List<Line>> transfer = Combinators.combine(paths(), paths(), amounts, currencies)
                .as((debited, credited, amount, currency) -> List.of(
                        new Line(debited, true, amount, currency), new Line(credited, false, amount, currency)));
        Arbitrary<Line> stray = Combinators.combine(paths(), Arbitraries.of(true, false), amounts, currencies)
                .as(Line::new);
        Arbitrary<List<Line>> balanced = transfer.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(transfers -> transfers.stream().flatMap(List::stream).toList())
                .flatMap(lines -> Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(lines)), Tuple.of(1, Arbitraries.shuffle(lines))));
        Arbitrary<List<Line>> crossed = Combinators.combine(paths(), paths(), amounts, currencies, currencies)
                .as((debited, credited, amount, one, other) ->
                        List.of(new Line(debited, true, amount, one), new Line(credited, false, amount, other)));
        Arbitrary<List<Line>> strayed = Combinators.combine(balanced, stray).as(Steps::with);
        Arbitrary<List<Line>> wellWritten =
                Arbitraries.frequencyOf(Tuple.of(20, balanced), Tuple.of(1, strayed), Tuple.of(1, crossed));
        return miswritten
                ? Arbitraries.frequencyOf(Tuple.of(60, wellWritten), Tuple.of(1, stray.list().ofMaxSize(1)))
                : wellWritten;
    }

    private static List<Line> with(List<Line> lines, Line stray) {
        List<Line> all = new ArrayList<>(lines);
        all.add(stray);
        return all;
    }
}
