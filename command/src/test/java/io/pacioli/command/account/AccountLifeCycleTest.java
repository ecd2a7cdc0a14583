package io.pacioli.command.account;

import static io.pacioli.command.Commands.JPY;
import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.USD;
import static io.pacioli.command.Commands.changeLimits;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.expireHold;
import static io.pacioli.command.Commands.force;
import static io.pacioli.command.Commands.hold;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.postIf;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.version;
import static io.pacioli.command.Commands.voidHold;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.ChangeAccountMetadata;
import io.pacioli.domain.account.CloseAccount;
import io.pacioli.domain.account.FreezeAccount;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RenameAccount;
import io.pacioli.domain.account.ReopenAccount;
import io.pacioli.domain.account.UnfreezeAccount;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.RegisterCurrency;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountLifeCycleTest {

    private static final AccountPath TILL = new AccountPath("assets:till");
    private static final Instant LATER = Books.DECIDED_AT.plusSeconds(60);

    private final Books books =
            new Books().given(openLedger(ChartPolicy.OPEN), openAccount("assets:till", AccountType.ASSET));

    private static RequestedPosting[] in(String amount) {
        return new RequestedPosting[] {debit("assets:till", amount, "USD"), credit("income:sales", amount, "USD")};
    }

    private static RequestedPosting[] out(String amount) {
        return new RequestedPosting[] {debit("income:sales", amount, "USD"), credit("assets:till", amount, "USD")};
    }

    private static FreezeAccount freeze(String direction) {
        return new FreezeAccount(SHOP, TILL, Frozen.WORDS.constant(direction).orElseThrow(), null);
    }

    private static Command command(String name) {
        return switch (name) {
            case "freeze" -> freeze("both");
            case "freeze debit" -> freeze("debit");
            case "unfreeze" -> new UnfreezeAccount(SHOP, TILL, null);
            case "close" -> new CloseAccount(SHOP, TILL, null);
            case "reopen" -> new ReopenAccount(SHOP, TILL, null);
            case "rename" -> new RenameAccount(SHOP, TILL, new AccountName("Till"), null);
            case "limits" -> changeLimits("assets:till", "USD 0 -");
            case "metadata" -> metadata(Map.of("a", "1"));
            case "post" -> post(9, in("1.00"));
            case "take" -> post(9, out("1.00"));
            case "hold" -> hold(8, LATER, in("1.00"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ChangeAccountMetadata metadata(Map<String, String> merge, String... delete) {
        return new ChangeAccountMetadata(
                SHOP, TILL, new MetadataChange(Metadata.of(merge), new TreeSet<>(List.of(delete))), null);
    }

    private String code(Command command) {
        return books.when(command) instanceof Rejection rejection
                ? rejection.code().name()
                : null;
    }

    @Test
    void whatever_becomes_of_an_account_is_an_event() {
        for (String each : List.of("freeze debit", "freeze", "unfreeze", "rename", "close", "reopen", "metadata")) {
            assertThat(books.when(command(each))).as(each).isEqualTo(Decision.ACCEPTED);
        }
        books.when(new RenameAccount(SHOP, TILL, null, null));

        assertThat(books.facts())
                .containsExactly(
                        new AccountFrozen(SHOP, TILL, Frozen.DEBIT, 2),
                        new AccountFrozen(SHOP, TILL, Frozen.BOTH, 3),
                        new AccountUnfrozen(SHOP, TILL, 4),
                        new AccountRenamed(SHOP, TILL, new AccountName("Till"), 5),
                        new AccountClosed(SHOP, TILL, 6),
                        new AccountReopened(SHOP, TILL, null, 7),
                        new AccountMetadataChanged(
                                SHOP, TILL, metadata(Map.of("a", "1")).change(), Metadata.of(Map.of("a", "1")), 8),
                        new AccountRenamed(SHOP, TILL, null, 9));
    }

    /** What has become of the account, what is asked for then, and the code with which it is rejected. */
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                              | unfreeze     | ACCOUNT_NOT_FROZEN
                              | reopen       | ACCOUNT_NOT_CLOSED
                              | close        |
            freeze            | freeze       | ACCOUNT_FROZEN_ALREADY
            freeze            | freeze debit | ACCOUNT_FROZEN_ALREADY
            freeze debit      | freeze debit | ACCOUNT_FROZEN_ALREADY
            freeze debit      | freeze       |
            freeze            | unfreeze     |
            freeze            | close        |
            freeze            | rename       |
            freeze            | limits       |
            freeze            | metadata     |
            freeze,unfreeze   | unfreeze     | ACCOUNT_NOT_FROZEN
            close             | close        | ACCOUNT_CLOSED
            close             | freeze       | ACCOUNT_CLOSED
            close             | unfreeze     | ACCOUNT_CLOSED
            close             | rename       | ACCOUNT_CLOSED
            close             | limits       | ACCOUNT_CLOSED
            close             | metadata     | ACCOUNT_CLOSED
            close             | post         | ACCOUNT_CLOSED
            close             | hold         | ACCOUNT_CLOSED
            close             | reopen       |
            close,reopen      | post         |
            close,reopen      | reopen       | ACCOUNT_NOT_CLOSED
            freeze,close      | unfreeze     | ACCOUNT_CLOSED
            freeze,close,reopen | post       | ACCOUNT_FROZEN
            freeze            | post         | ACCOUNT_FROZEN
            freeze            | take         | ACCOUNT_FROZEN
            freeze            | hold         | ACCOUNT_FROZEN
            freeze debit      | post         | ACCOUNT_FROZEN
            freeze debit      | hold         | ACCOUNT_FROZEN
            freeze debit      | take         |
            post              | close        | ACCOUNT_NOT_EMPTY
            hold              | close        | ACCOUNT_NOT_EMPTY
            """)
    void what_an_account_takes_depends_on_what_has_become_of_it(String before, String command, String code) {
        for (String each : before == null ? new String[0] : before.split(",")) {
            books.when(command(each));
        }

        assertThat(code(command(command))).isEqualTo(code);
    }

    @Test
    void an_account_is_closed_at_zero_in_every_currency_and_without_holds() {
        books.given(
                post(1, in("5.00")),
                post(2, debit("assets:till", "7", "JPY"), credit("income:sales", "7", "JPY")),
                hold(3, LATER, out("1.00")),
                post(4, out("5.00")));

        assertThat(code(command("close"))).isEqualTo("ACCOUNT_NOT_EMPTY");
        books.given(post(5, debit("income:sales", "7", "JPY"), credit("assets:till", "7", "JPY")));
        assertThat(code(command("close"))).isEqualTo("ACCOUNT_NOT_EMPTY");
        books.given(voidHold(3));
        assertThat(code(command("close"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"debit", "both"})
    void a_hold_of_a_frozen_account_is_given_up_or_expires_and_is_not_posted(String direction) {
        books.given(hold(1, LATER, in("1.00")), hold(2, LATER, in("1.00")), freeze(direction));

        assertThat(books.when(postHold(1, EffectiveAt.NOW)))
                .isEqualTo(new Rejection.AccountFrozen(
                        TILL, Frozen.WORDS.constant(direction).orElseThrow()));
        assertThat(books.when(voidHold(1))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(expireHold(2), LATER)).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_part_of_a_hold_that_does_not_go_to_the_frozen_side_is_posted() {
        books.given(
                hold(
                        1,
                        null,
                        debit("assets:till", "1.00", "USD"),
                        debit("assets:bank", "2.00", "USD"),
                        credit("income:sales", "3.00", "USD")),
                freeze("debit"));

        assertThat(books.when(postHold(
                        1,
                        EffectiveAt.NOW,
                        debit("assets:bank", "2.00", "USD"),
                        credit("income:sales", "2.00", "USD"))))
                .isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_transaction_is_taken_back_only_as_far_as_the_frozen_side_is_not_needed() {
        books.given(post(1, in("1.00")), post(2, out("1.00")), freeze("debit"));

        assertThat(books.when(reverse(2, 3, null, EffectiveAt.NOW))).isInstanceOf(Rejection.AccountFrozen.class);
        assertThat(books.when(reverse(1, 3, null, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);
    }

    /** Each rule is asked of every account before the next; conditions come after those about the accounts' lives. */
    @Test
    void of_several_broken_rules_the_first_is_told_whichever_account_breaks_it() {
        books.given(
                openAccount("income:sales", AccountType.INCOME),
                openAccount("equity:closed", AccountType.EQUITY),
                new CloseAccount(SHOP, new AccountPath("equity:closed"), null),
                freeze("both"),
                new OpenAccount(
                        SHOP,
                        new AccountPath("assets:yen"),
                        AccountType.ASSET,
                        null,
                        Metadata.NONE,
                        List.of(RequestedCurrency.parse("JPY")),
                        List.of()));
        RequestedPosting[] allOfThem = {
            debit("assets:yen", "1.00", "USD"),
            debit("assets:till", "1.00", "USD"),
            credit("equity:closed", "2.00", "USD")
        };

        assertThat(code(postIf(1, List.of(version("assets:till", 77)), allOfThem)))
                .isEqualTo("ACCOUNT_CLOSED");
        assertThat(code(postIf(
                        1,
                        List.of(version("assets:till", 77)),
                        debit("assets:yen", "1.00", "USD"),
                        credit("assets:till", "1.00", "USD"))))
                .isEqualTo("ACCOUNT_FROZEN");
        assertThat(code(postIf(
                        1,
                        List.of(version("assets:till", 77)),
                        debit("assets:yen", "1.00", "USD"),
                        credit("income:sales", "1.00", "USD"))))
                .isEqualTo("CURRENCY_NOT_ALLOWED");
    }

    @Test
    void an_account_that_is_opened_for_some_currencies_takes_no_other() {
        AccountPath path = new AccountPath("assets:yen");
        OpenAccount open = new OpenAccount(
                SHOP,
                path,
                AccountType.ASSET,
                null,
                Metadata.NONE,
                List.of(RequestedCurrency.parse("JPY/0"), RequestedCurrency.parse("USD")),
                List.of());

        assertThat(books.when(open)).isEqualTo(Decision.ACCEPTED);
        assertThat(((AccountOpened) books.facts().getFirst()).currencies()).containsExactly(JPY, USD);
        books.given(new RegisterCurrency(SHOP, Currency.of("EUR", 2)));
        assertThat(books.when(post(1, debit("assets:yen", "1", "EUR"), credit("income:sales", "1", "EUR"))))
                .isEqualTo(new Rejection.CurrencyNotAllowed(path, new CurrencyCode("EUR")));
        assertThat(books.when(hold(1, null, debit("assets:yen", "1", "EUR"), credit("income:sales", "1", "EUR"))))
                .isEqualTo(new Rejection.CurrencyNotAllowed(path, new CurrencyCode("EUR")));
        assertThat(books.when(post(1, debit("assets:yen", "1", "JPY"), credit("income:sales", "1", "JPY"))))
                .isEqualTo(Decision.ACCEPTED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            EUR   | CURRENCY_NOT_REGISTERED
            USD/3 | CURRENCY_SCALE_DIFFERS
            """)
    void an_account_is_opened_for_currencies_of_its_ledger(String currency, String code) {
        Rejection rejection = (Rejection) books.when(new OpenAccount(
                SHOP,
                new AccountPath("assets:new"),
                AccountType.ASSET,
                null,
                Metadata.NONE,
                List.of(RequestedCurrency.parse("JPY"), RequestedCurrency.parse(currency)),
                List.of()));

        assertThat(rejection.code()).hasToString(code);
        assertThat(rejection.violations()).extracting("pointer").containsExactly("/currencies/1");
    }

    /** Force passes a freeze and limits, and nothing else. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            freeze | assets:till  | USD | 1.00 |
            limits | assets:till  | USD | 1.00 |
            close  | assets:till  | USD | 1.00 | ACCOUNT_CLOSED
                   | assets:yen   | USD | 1.00 | CURRENCY_NOT_ALLOWED
                   | assets:till  | USD | 999999999999999999999999999999999999.99 | BALANCE_TOO_LARGE
            """)
    void force_passes_limits_and_freezes(String before, String account, String currency, String amount, String code) {
        books.given(
                new OpenAccount(
                        SHOP,
                        new AccountPath("assets:yen"),
                        AccountType.ASSET,
                        null,
                        Metadata.NONE,
                        List.of(RequestedCurrency.parse("JPY")),
                        List.of()),
                post(1, debit("income:sales", "1.00", "USD"), credit("assets:bank", "1.00", "USD")));
        if (before != null) {
            books.given(command(before));
        }
        RequestedPosting[] lines = {
            debit("income:sales", amount, currency), credit(account, amount, currency),
        };

        assertThat(code(force(post(2, lines)))).isEqualTo(code);
        if (code == null) {
            assertThat(((TransactionPosted) books.facts().getLast()).marks().forced())
                    .isTrue();
            assertThat(code(post(3, lines))).isNotNull();
            assertThat(code(new HoldTransaction(force(post(4, lines)), null))).isNull();
            assertThat(((TransactionHeld) books.facts().getLast()).marks().forced())
                    .isTrue();
            assertThat(code(new PostHold(SHOP, id(4), EffectiveAt.NOW, null, new Terms(List.of(), false, true))))
                    .isNull();
            assertThat(((HoldPosted) books.facts().getLast()).marks().forced()).isTrue();
        }
    }

    @Test
    void a_condition_is_kept_however_much_force_there_is() {
        assertThat(code(force(postIf(1, List.of(version("assets:till", 7)), in("1.00")))))
                .isEqualTo("CONDITION_FAILED");
    }

    @Test
    void metadata_are_merged_and_deleted_from_those_that_the_account_was_opened_with() {
        AccountPath path = new AccountPath("assets:noted");
        books.given(new OpenAccount(SHOP, path, AccountType.ASSET, null, Metadata.of(Map.of("a", "1", "b", "2"))));

        books.when(new ChangeAccountMetadata(
                SHOP,
                path,
                new MetadataChange(Metadata.of(Map.of("b", "3", "c", "4")), new TreeSet<>(List.of("a"))),
                null));

        assertThat(((AccountMetadataChanged) books.facts().getFirst())
                        .metadata()
                        .pairs())
                .isEqualTo(Map.of("b", "3", "c", "4"));
    }

    @Test
    void there_are_never_more_than_64_pairs_of_metadata() {
        Map<String, String> full =
                IntStream.range(0, 64).boxed().collect(Collectors.toMap(number -> "k" + number, number -> ""));
        books.given(metadata(full));

        assertThat(books.when(metadata(Map.of("a", "1")))).isEqualTo(new Rejection.MetadataFull());
        assertThat(books.when(metadata(Map.of("a", "1"), "k0"))).isEqualTo(Decision.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"freeze", "unfreeze", "close", "reopen", "rename", "metadata"})
    void only_an_account_that_is_there_can_be_changed(String command) {
        Books none = new Books();

        assertThat(none.when(command(command))).isEqualTo(new Rejection.LedgerNotFound(SHOP));
        none.given(openLedger(ChartPolicy.OPEN));
        assertThat(none.when(command(command))).isEqualTo(new Rejection.AccountNotFound(TILL));
    }
}
