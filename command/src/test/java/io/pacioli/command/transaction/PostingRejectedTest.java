package io.pacioli.command.transaction;

import static io.pacioli.command.Commands.JPY;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.balance;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.exchange;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.on;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postIf;
import static io.pacioli.command.Commands.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedPosting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PostingRejectedTest {

    private static final String LARGEST_IN_USD = "9".repeat(36) + ".99";
    private static final RequestedPosting TILL = debit("assets:till", "5.00", "USD");
    private static final RequestedPosting SALES = credit("income:sales", "5.00", "USD");
    private static final EffectiveAt LONG_AGO = new EffectiveAt.On(LocalDate.of(1899, 12, 31));
    private static final EffectiveAt FAR_AHEAD = new EffectiveAt.On(LocalDate.of(2036, 3, 3));

    private static Books shop(ChartPolicy chart) {
        return new Books()
                .given(
                        openLedger(chart),
                        openAccount("assets:till", AccountType.ASSET),
                        openAccount("income:sales", AccountType.INCOME),
                        openAccount("assets:vault", AccountType.ASSET),
                        openAccount("equity:owner", AccountType.EQUITY),
                        post(
                                1,
                                "taken",
                                EffectiveAt.NOW,
                                debit("assets:vault", LARGEST_IN_USD, "USD"),
                                credit("equity:owner", LARGEST_IN_USD, "USD")));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("a ledger that is not there", elsewhere(), new Rejection.LedgerNotFound(LedgerId.of("other"))),
                rule("an id that is taken", post(1, TILL, SALES), new Rejection.TransactionExists(id(1))),
                rule(
                        "a reference that is taken",
                        post(2, "taken", EffectiveAt.NOW, TILL, SALES),
                        new Rejection.ReferenceTaken(new Reference("taken"))),
                rule(
                        "currencies that the ledger does not have",
                        post(2, debit("assets:till", "5", "CHF"), SALES, credit("income:sales", "5", "SEK")),
                        new Rejection.CurrencyNotRegistered(
                                fields("currency", 0, new CurrencyCode("CHF"), 2, new CurrencyCode("SEK")))),
                rule(
                        "currencies with other decimal places than the ledger's",
                        post(
                                2,
                                debit("assets:till", "5.001", "USD/3"),
                                SALES,
                                credit("income:sales", "5", "JPY/2"),
                                debit("income:sales", "5", "JPY/0")),
                        new Rejection.CurrencyScaleDiffers(fields("currency", 0, USD, 2, JPY))),
                rule(
                        "more decimals than the currencies have",
                        post(2, debit("assets:till", "5.001", "USD"), SALES, credit("income:sales", "1.5", "JPY")),
                        new Rejection.TooManyDecimals(fields("amount", 0, USD, 2, JPY))),
                rule(
                        "decimals that are all zero count too",
                        post(2, debit("assets:till", "5.000", "USD"), SALES),
                        new Rejection.TooManyDecimals(Map.of("/postings/0/amount", USD))),
                rule(
                        "amounts of 39 digits in the smallest unit",
                        post(
                                2,
                                debit("assets:till", "1" + "0".repeat(36), "USD"),
                                SALES,
                                credit("income:sales", "1" + "0".repeat(38), "JPY")),
                        new Rejection.AmountTooLarge(fields("amount", 0, USD, 2, JPY))),
                rule(
                        "an amount whose digits would fill the memory",
                        post(2, debit("assets:till", "1E+2000000000", "USD"), SALES),
                        new Rejection.AmountTooLarge(Map.of("/postings/0/amount", USD))),
                rule(
                        "debits that do not equal credits",
                        post(2, debit("assets:till", "5.01", "USD"), SALES),
                        new Rejection.Unbalanced(Map.of(USD, BigInteger.ONE))),
                rule(
                        "an exchange that gives nothing for what it takes",
                        exchange(2, "USD", "JPY", "2", TILL, SALES),
                        new Rejection.ExchangeOneSided(USD.code(), JPY.code())),
                rule(
                        "an exchange at another rate",
                        exchange(2, "USD", "JPY", "2", TILL, credit("income:sales", "11", "JPY")),
                        new Rejection.ExchangeRateMismatch(
                                Money.of(new BigDecimal("5.00"), USD),
                                Money.of(new BigDecimal("11"), JPY),
                                new BigDecimal("10"))),
                rule("a time before 1900", post(2, null, LONG_AGO, TILL, SALES), new Rejection.EffectiveAtOutOfRange()),
                rule(
                        "a time more than ten years ahead",
                        post(2, null, FAR_AHEAD, TILL, SALES),
                        new Rejection.EffectiveAtOutOfRange()),
                rule(
                        "accounts that are not open",
                        post(
                                2,
                                debit("assets:safe", "5.00", "USD"),
                                credit("income:tips", "4.00", "USD"),
                                credit("assets:safe", "1.00", "USD")),
                        new Rejection.AccountNotOpen(lines(
                                0, new AccountPath("assets:safe"),
                                1, new AccountPath("income:tips"),
                                2, new AccountPath("assets:safe")))),
                rule(
                        "currencies of conditions that the ledger does not have",
                        postIf(
                                2,
                                List.of(balance("assets:till", "SEK", "=0"), balance("assets:till", "USD/2", "=0")),
                                debit("assets:till", "5", "CHF"),
                                SALES),
                        new Rejection.CurrencyNotRegistered(Map.of(
                                "/postings/0/currency",
                                new CurrencyCode("CHF"),
                                "/conditions/0/currency",
                                new CurrencyCode("SEK")))),
                rule(
                        "currencies of conditions with other decimal places",
                        postIf(2, List.of(balance("assets:till", "JPY/1", "=0")), TILL, SALES),
                        new Rejection.CurrencyScaleDiffers(Map.of("/conditions/0/currency", JPY))),
                rule(
                        "conditions that do not hold",
                        postIf(
                                2,
                                List.of(
                                        version("assets:till", 1),
                                        version("assets:vault", 1),
                                        balance("assets:vault", "USD", ">=0", "<=1", "=2"),
                                        version("assets:nowhere", 1),
                                        balance("assets:nowhere", "JPY", ">=0.001")),
                                TILL,
                                SALES),
                        new Rejection.ConditionFailed(Map.of(
                                "/conditions/1/expectedVersion",
                                "the version of assets:vault is 2",
                                "/conditions/2/balance/atMost",
                                "the balance of assets:vault is " + LARGEST_IN_USD + " USD",
                                "/conditions/2/balance/equal",
                                "the balance of assets:vault is " + LARGEST_IN_USD + " USD",
                                "/conditions/3/expectedVersion",
                                "the version of assets:nowhere is 0",
                                "/conditions/4/balance/atLeast",
                                "the balance of assets:nowhere is 0 JPY"))),
                rule(
                        "a total that would pass 38 digits",
                        post(2, debit("assets:vault", "0.01", "USD"), credit("income:sales", "0.01", "USD")),
                        new Rejection.BalanceTooLarge(new AccountPath("assets:vault"), USD.code())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_broken_rule_is_named_and_nothing_is_recorded(String rule, PostTransaction command, Rejection expected) {
        Books books = shop(ChartPolicy.STRICT);

        Decision decision = books.when(command);

        assertThat(decision).isEqualTo(expected);
        assertThat(books.facts()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_rejection_says_what_is_wrong_and_where(String rule, PostTransaction command, Rejection rejection) {
        assertThat(rejection.detail()).isNotBlank().endsWith(".");
        assertThat(rejection.violations()).allSatisfy(violation -> {
            assertThat(violation.pointer()).startsWith("/");
            assertThat(violation.code()).isEqualTo(rejection.code());
        });
    }

    @Test
    void an_open_chart_opens_no_account_whose_path_names_no_type() {
        Books books = shop(ChartPolicy.OPEN);

        assertThat(books.when(post(2, debit("1000", "5.00", "USD"), credit("income:tips", "5.00", "USD"))))
                .isEqualTo(new Rejection.AccountTypeUnknown(lines(0, new AccountPath("1000"))));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void an_account_that_would_be_opened_is_bounded_too() {
        Books books = shop(ChartPolicy.OPEN);

        assertThat(books.when(post(
                        2,
                        debit("assets:new", LARGEST_IN_USD, "USD"),
                        debit("assets:new", "0.01", "USD"),
                        credit("assets:till", LARGEST_IN_USD, "USD"),
                        credit("income:sales", "0.01", "USD"))))
                .isEqualTo(new Rejection.BalanceTooLarge(new AccountPath("assets:new"), USD.code()));
        assertThat(books.facts()).isEmpty();
    }

    @Test
    void an_unbalanced_transaction_says_which_side_outweighs_the_other_in_each_currency() {
        Rejection rejection = (Rejection) shop(ChartPolicy.STRICT)
                .when(post(
                        2,
                        debit("assets:till", "5.01", "USD"),
                        SALES,
                        debit("assets:till", "7", "JPY"),
                        credit("income:sales", "10", "JPY")));

        assertThat(rejection.detail())
                .isEqualTo(
                        "Debits and credits differ: credits exceed debits by 3 JPY; debits exceed credits by 0.01 USD.");
        assertThat(rejection.violations())
                .extracting(Violation::detail)
                .containsExactly("credits exceed debits by 3 JPY", "debits exceed credits by 0.01 USD");
    }

    /** Begins with a command that breaks every rule at once, and mends one after the other. */
    @ParameterizedTest
    @EnumSource
    void of_several_broken_rules_the_first_is_named(ChartPolicy chart) {
        Books books = shop(chart);
        RequestedPosting unknown = debit("nowhere", "1", "CHF");
        RequestedPosting otherScale = debit("nowhere", "1", "USD/3");
        RequestedPosting fine = debit("nowhere", "1.001", "USD");
        RequestedPosting large = debit("nowhere", "1" + "0".repeat(37), "USD");
        RequestedPosting full = debit("assets:vault", "1.00", "USD");
        RequestedPosting notOpen = debit("nowhere", "1.00", "USD");
        RequestedPosting balancing = credit("income:sales", "2.00", "USD");
        RequestedPosting yen = credit("income:sales", "9", "JPY");
        List<Condition> unknownCondition = List.of(version("assets:till", 7), balance("assets:till", "SEK", "=1"));
        List<Condition> failing = List.of(version("assets:till", 7));

        List<Rejection> named = Stream.of(
                        elsewhere(),
                        post(1, "taken", LONG_AGO, full, large, fine, otherScale, unknown),
                        post(2, "taken", LONG_AGO, full, large, fine, otherScale, unknown),
                        on(post(2, null, LONG_AGO, full, large, fine, otherScale, unknown), unknownCondition),
                        on(post(2, null, LONG_AGO, full, large, fine, otherScale), unknownCondition),
                        on(post(2, null, LONG_AGO, full, large, fine, otherScale), failing),
                        on(post(2, null, LONG_AGO, full, large, fine), failing),
                        on(post(2, null, LONG_AGO, full, large), failing),
                        on(post(2, null, LONG_AGO, full, notOpen), failing),
                        on(longAgo(exchange(2, "USD", "JPY", "2", full, notOpen, balancing)), failing),
                        on(longAgo(exchange(2, "USD", "JPY", "2", full, notOpen, yen)), failing),
                        on(post(2, null, LONG_AGO, full, notOpen, balancing), failing),
                        on(post(2, null, EffectiveAt.NOW, full, notOpen, balancing), failing),
                        on(post(2, null, EffectiveAt.NOW, full, credit("income:sales", "1.00", "USD")), failing),
                        post(2, null, EffectiveAt.NOW, full, credit("income:sales", "1.00", "USD")))
                .map(books::when)
                .map(Rejection.class::cast)
                .toList();

        assertThat(named)
                .extracting(Object::getClass)
                .isEqualTo(List.of(
                        Rejection.LedgerNotFound.class,
                        Rejection.TransactionExists.class,
                        Rejection.ReferenceTaken.class,
                        Rejection.CurrencyNotRegistered.class,
                        Rejection.CurrencyNotRegistered.class,
                        Rejection.CurrencyScaleDiffers.class,
                        Rejection.TooManyDecimals.class,
                        Rejection.AmountTooLarge.class,
                        Rejection.Unbalanced.class,
                        Rejection.ExchangeOneSided.class,
                        Rejection.ExchangeRateMismatch.class,
                        Rejection.EffectiveAtOutOfRange.class,
                        chart == ChartPolicy.STRICT
                                ? Rejection.AccountNotOpen.class
                                : Rejection.AccountTypeUnknown.class,
                        Rejection.ConditionFailed.class,
                        Rejection.BalanceTooLarge.class));
        List<Class<?>> members = Arrays.asList(Rejection.class.getPermittedSubclasses());
        assertThat(named.stream().map(rejection -> members.indexOf(rejection.getClass())))
                .as("the order of the members is the precedence")
                .isSorted();
        assertThat(books.facts()).isEmpty();
    }

    private static PostTransaction longAgo(PostTransaction post) {
        return new PostTransaction(
                post.ledger(),
                post.identity(),
                post.reference(),
                post.description(),
                LONG_AGO,
                post.postings(),
                post.metadata(),
                post.terms(),
                post.exchange());
    }

    private static PostTransaction elsewhere() {
        return new PostTransaction(
                LedgerId.of("other"),
                new Identity(id(1), false),
                new Reference("taken"),
                null,
                LONG_AGO,
                List.of(debit("nowhere", "1.001", "CHF"), SALES),
                Metadata.NONE);
    }

    private static Arguments rule(String name, PostTransaction command, Rejection expected) {
        return Arguments.of(name, command, expected);
    }

    private static <T> SortedMap<Integer, T> lines(int line, T value) {
        return new TreeMap<>(Map.of(line, value));
    }

    private static <T> Map<String, T> fields(String field, int line, T value, int line2, T value2) {
        return Map.of(
                "/postings/%d/%s".formatted(line, field), value, "/postings/%d/%s".formatted(line2, field), value2);
    }

    private static <T> SortedMap<Integer, T> lines(int line, T value, int line2, T value2, int line3, T value3) {
        return new TreeMap<>(Map.of(line, value, line2, value2, line3, value3));
    }
}
