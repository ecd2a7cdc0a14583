package io.pacioli.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Reading;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.TransactionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionFormTest {

    private static final LedgerId LEDGER = LedgerId.of("books");

    private static final String DEBIT = """
            {"account":"assets:cash","direction":"debit","amount":"12.34","currency":"EUR"}""";
    private static final String CREDIT = """
            {"account":"income:sales","direction":"credit","amount":"12.34","currency":"EUR"}""";

    @Test
    void a_full_form_is_read_field_by_field() {
        PostTransaction command = read("""
                {"id":"0198c0de-0000-7000-8000-00000000abCD","reference":"INV-1","description":"","effectiveAt":"2026-01-31T10:00:00+01:00",
                 "postings":[%s,%s],"metadata":{"order":"7"}}""".formatted(DEBIT, CREDIT));

        assertThat(command)
                .isEqualTo(new PostTransaction(
                        LEDGER,
                        new Identity(TransactionId.parse("0198c0de-0000-7000-8000-00000000abcd"), false),
                        new Reference("INV-1"),
                        new Description(""),
                        new EffectiveAt.At(Instant.parse("2026-01-31T09:00:00Z")),
                        List.of(posting("assets:cash", Direction.DEBIT), posting("income:sales", Direction.CREDIT)),
                        Metadata.of(Map.of("order", "7"))));
    }

    @Test
    void the_shortest_form_is_given_a_fresh_time_ordered_id_and_is_effective_now() {
        PostTransaction command = read("{\"postings\":[%s,%s]}".formatted(DEBIT, CREDIT));

        assertThat(command.identity().fresh()).isTrue();
        assertThat(command.transaction().value().version()).isEqualTo(7);
        assertThat(command.effectiveAt()).isEqualTo(EffectiveAt.NOW);
        assertThat(command.reference()).isNull();
        assertThat(command.description()).isNull();
        assertThat(command.metadata()).isEqualTo(Metadata.NONE);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '~', textBlock = """
            /id          ~ "x"                                      ~ TRANSACTION_ID_MALFORMED
            /id          ~ ""                                       ~ TRANSACTION_ID_MALFORMED
            /id          ~ "1-1-1-1-1"                              ~ TRANSACTION_ID_MALFORMED
            /id          ~ "0198c0de00007000800000000000abcd"       ~ TRANSACTION_ID_MALFORMED
            /id          ~ "{198c0de-0000-7000-8000-00000000abcd}"  ~ TRANSACTION_ID_MALFORMED
            /id          ~ "0198c0de-0000-7000-8000-00000000abcg"   ~ TRANSACTION_ID_MALFORMED
            /reference   ~ ""                                       ~ TEXT_EMPTY
            /reference   ~ 7                                        ~ FIELD_TYPE_WRONG
            /description ~ "a\\nb"                                  ~ CONTROL_CHARACTER
            /description ~ "\\ud800"                                ~ UNICODE_MALFORMED
            /effectiveAt ~ "yesterday"                              ~ EFFECTIVE_AT_MALFORMED
            /effectiveAt ~ 1767225600                               ~ FIELD_TYPE_WRONG
            /metadata    ~ []                                       ~ FIELD_TYPE_WRONG
            /postings    ~ {}                                       ~ FIELD_TYPE_WRONG
            /postings    ~ null                                     ~ FIELD_MISSING
            /postings    ~ []                                       ~ POSTINGS_TOO_FEW
            /postings    ~ [{}]                                     ~ POSTINGS_TOO_FEW
            /ledger      ~ "books"                                  ~ FIELD_UNKNOWN
            """)
    void a_field_that_is_wrong_is_named_with_its_reason(String pointer, String value, String code) {
        String others = pointer.equals("/postings") ? "" : ",\"postings\":[%s,%s]".formatted(DEBIT, CREDIT);

        assertThat(violations("{\"%s\":%s%s}".formatted(pointer.substring(1), value, others)))
                .containsExactly(pointer + " " + code);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '~', textBlock = """
            account   ~ ""                                          ~ ACCOUNT_PATH_MALFORMED
            account   ~ "assets:"                                   ~ ACCOUNT_PATH_MALFORMED
            account   ~ "assets cash"                               ~ ACCOUNT_PATH_MALFORMED
            account   ~ "a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a"         ~ ACCOUNT_PATH_MALFORMED
            account   ~ null                                        ~ FIELD_MISSING
            direction ~ "DEBIT"                                     ~ VALUE_UNKNOWN
            direction ~ "left"                                      ~ VALUE_UNKNOWN
            direction ~ true                                        ~ FIELD_TYPE_WRONG
            currency  ~ "eur"                                       ~ CURRENCY_CODE_MALFORMED
            currency  ~ "€"                                         ~ CURRENCY_CODE_MALFORMED
            currency  ~ "EUR "                                      ~ CURRENCY_CODE_MALFORMED
            currency  ~ "EUR/"                                      ~ CURRENCY_CODE_MALFORMED
            currency  ~ "EUR/19"                                    ~ CURRENCY_CODE_MALFORMED
            currency  ~ "EUR/02"                                    ~ CURRENCY_CODE_MALFORMED
            amount    ~ 12.34                                       ~ FIELD_TYPE_WRONG
            amount    ~ 12                                          ~ FIELD_TYPE_WRONG
            amount    ~ ""                                          ~ AMOUNT_MALFORMED
            amount    ~ "."                                         ~ AMOUNT_MALFORMED
            amount    ~ "1."                                        ~ AMOUNT_MALFORMED
            amount    ~ ".5"                                        ~ AMOUNT_MALFORMED
            amount    ~ "01"                                        ~ AMOUNT_MALFORMED
            amount    ~ "00.5"                                      ~ AMOUNT_MALFORMED
            amount    ~ "+1"                                        ~ AMOUNT_MALFORMED
            amount    ~ "-"                                         ~ AMOUNT_MALFORMED
            amount    ~ "--1"                                       ~ AMOUNT_MALFORMED
            amount    ~ "1e3"                                       ~ AMOUNT_MALFORMED
            amount    ~ "1,000.00"                                  ~ AMOUNT_MALFORMED
            amount    ~ "1.2.3"                                     ~ AMOUNT_MALFORMED
            amount    ~ " 1"                                        ~ AMOUNT_MALFORMED
            amount    ~ "١"                                         ~ AMOUNT_MALFORMED
            amount    ~ "NaN"                                       ~ AMOUNT_MALFORMED
            amount    ~ "0"                                         ~ AMOUNT_ZERO
            amount    ~ "0.000"                                     ~ AMOUNT_ZERO
            amount    ~ "-1"                                        ~ AMOUNT_NEGATIVE
            amount    ~ "-0.01"                                     ~ AMOUNT_NEGATIVE
            amount    ~ "123456789012345678901234567890123456789"   ~ AMOUNT_TOO_LONG
            amount    ~ "1.23456789012345678901234567890123456789"  ~ AMOUNT_TOO_LONG
            """)
    void a_posting_that_is_wrong_is_named_with_its_place(String field, String value, String code) {
        String posting = "\"%s\":%s".formatted(field, value);
        String wrong = CREDIT.replaceFirst(
                "\"%s\":\"[^\"]*\"".formatted(field), java.util.regex.Matcher.quoteReplacement(posting));

        assertThat(violations("{\"postings\":[%s,%s]}".formatted(DEBIT, wrong)))
                .containsExactly("/postings/1/" + field + " " + code);
    }

    @Test
    void a_currency_may_say_its_decimal_places() {
        String posting = DEBIT.replace("EUR", "EUR/2");

        assertThat(read("{\"postings\":[%s,%s]}".formatted(posting, CREDIT)).postings())
                .extracting(RequestedPosting::currency)
                .containsExactly(RequestedCurrency.parse("EUR/2"), RequestedCurrency.of(new CurrencyCode("EUR")));
    }

    @Test
    void conditions_are_read_field_by_field() {
        PostTransaction command = readWith("""
                {"account":"assets:cash","expectedVersion":0},
                {"account":"assets:bank","expectedVersion":9007199254740991,"currency":"EUR/2",
                 "balance":{"atLeast":"-0.01","atMost":"12345678901234567890123456789012345678","equal":"0"},
                 "available":{"atMost":"-7"}}""");

        assertThat(command.terms())
                .isEqualTo(new Terms(List.of(
                        new Condition(new AccountPath("assets:cash"), 0L, null, null, null),
                        new Condition(
                                new AccountPath("assets:bank"),
                                Condition.VERSION_MAX,
                                RequestedCurrency.parse("EUR/2"),
                                new Condition.Bounds(
                                        new BigDecimal("-0.01"),
                                        new BigDecimal("12345678901234567890123456789012345678"),
                                        BigDecimal.ZERO),
                                new Condition.Bounds(null, new BigDecimal("-7"), null)))));
        assertThat(readWith("").terms()).isSameAs(Terms.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
            1                                                              ~ /conditions/0 FIELD_TYPE_WRONG
            {}                                                             ~ /conditions/0/account FIELD_MISSING
            {"account":"a"}                                                ~ /conditions/0 CONDITION_EMPTY
            {"account":"a","balance":null}                                 ~ /conditions/0 CONDITION_EMPTY
            {"account":"a","currency":"EUR"}                               ~ /conditions/0/currency CONDITION_EMPTY
            {"account":"a","currency":"EUR","expectedVersion":1}           ~ /conditions/0/currency CONDITION_EMPTY
            {"account":"a","balance":{"equal":"1"}}                        ~ /conditions/0/currency FIELD_MISSING
            {"account":"a","available":{"equal":"1"}}                      ~ /conditions/0/currency FIELD_MISSING
            {"account":"a","currency":"EUR","available":{}}                ~ /conditions/0/available CONDITION_EMPTY
            {"account":"a","currency":"EUR","balance":{}}                  ~ /conditions/0/balance CONDITION_EMPTY
            {"account":"a","currency":"EUR","balance":"1"}                 ~ /conditions/0/balance FIELD_TYPE_WRONG
            {"account":"a","currency":"EUR","balance":{"equal":1}}         ~ /conditions/0/balance/equal FIELD_TYPE_WRONG
            {"account":"a","currency":"EUR","balance":{"equal":"+1"}}      ~ /conditions/0/balance/equal AMOUNT_MALFORMED
            {"account":"a","currency":"EUR","balance":{"equal":"-"}}       ~ /conditions/0/balance/equal AMOUNT_MALFORMED
            {"account":"a","currency":"EUR","balance":{"equal":"--1"}}     ~ /conditions/0/balance/equal AMOUNT_MALFORMED
            {"account":"a","currency":"EUR","balance":{"least":"1"}}       ~ /conditions/0/balance/least FIELD_UNKNOWN
            {"account":"a","currency":"eur","balance":{"equal":"1"}}       ~ /conditions/0/currency CURRENCY_CODE_MALFORMED
            {"account":"a:","expectedVersion":1}                           ~ /conditions/0/account ACCOUNT_PATH_MALFORMED
            {"account":"a","expectedVersion":-1}                           ~ /conditions/0/expectedVersion EXPECTED_VERSION_OUT_OF_RANGE
            {"account":"a","expectedVersion":9007199254740992}             ~ /conditions/0/expectedVersion EXPECTED_VERSION_OUT_OF_RANGE
            {"account":"a","expectedVersion":1.0}                          ~ /conditions/0/expectedVersion FIELD_TYPE_WRONG
            {"account":"a","expectedVersion":"1"}                          ~ /conditions/0/expectedVersion FIELD_TYPE_WRONG
            {"account":"a","expectedVersion":1,"version":1}                ~ /conditions/0/version FIELD_UNKNOWN
            """)
    void a_condition_that_is_wrong_is_named_with_its_place(String condition, String violation) {
        assertThat(violations(withConditions(condition))).containsExactly(violation);
    }

    @Test
    void an_amount_of_39_digits_is_too_long_for_a_condition_with_its_sign_or_without() {
        String nines = "9".repeat(39);

        assertThat(violations(withConditions(
                        "{\"account\":\"a\",\"currency\":\"EUR\",\"balance\":{\"atLeast\":\"-%1$s\",\"atMost\":\"%1$s\"}}"
                                .formatted(nines))))
                .containsExactly(
                        "/conditions/0/balance/atLeast AMOUNT_TOO_LONG",
                        "/conditions/0/balance/atMost AMOUNT_TOO_LONG");
    }

    @Test
    void a_hundred_conditions_are_read_and_one_more_is_refused() {
        String one = "{\"account\":\"a\",\"expectedVersion\":1}";
        String hundred = one + ("," + one).repeat(99);

        assertThat(readWith(hundred).terms().conditions()).hasSize(100);
        assertThat(violations(withConditions(hundred + "," + one))).containsExactly("/conditions CONDITIONS_TOO_MANY");
    }

    private static PostTransaction readWith(String conditions) {
        return read(withConditions(conditions));
    }

    private static String withConditions(String conditions) {
        return "{\"postings\":[%s,%s],\"conditions\":[%s]}".formatted(DEBIT, CREDIT, conditions);
    }

    @Test
    void a_thousand_postings_are_read_and_one_more_is_refused() {
        String pair = DEBIT + "," + CREDIT;
        String thousand = pair + ("," + pair).repeat(499);

        assertThat(read("{\"postings\":[%s]}".formatted(thousand)).postings()).hasSize(1_000);
        assertThat(violations("{\"postings\":[%s,%s]}".formatted(thousand, DEBIT)))
                .containsExactly("/postings POSTINGS_TOO_MANY");
    }

    @Test
    void every_wrong_posting_is_named() {
        assertThat(violations("{\"postings\":[1,{\"account\":\"a\",\"side\":\"debit\"},%s]}".formatted(DEBIT)))
                .containsExactly(
                        "/postings/0 FIELD_TYPE_WRONG",
                        "/postings/1/direction FIELD_MISSING",
                        "/postings/1/amount FIELD_MISSING",
                        "/postings/1/currency FIELD_MISSING",
                        "/postings/1/side FIELD_UNKNOWN");
    }

    @Property
    void any_positive_amount_of_at_most_38_digits_is_read_exactly(
            @ForAll @BigRange(min = "0.000000000000000001", max = "99999999999999999999") @Scale(18)
                    BigDecimal amount) {
        String posting = DEBIT.replace("12.34", amount.toPlainString());

        assertThat(read("{\"postings\":[%s,%s]}".formatted(posting, CREDIT))
                        .postings()
                        .getFirst()
                        .amount())
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0.01",
                "10.50",
                "12345678901234567890123456789012345678",
                "0.1234567890123456789012345678901234567"
            })
    void an_amount_keeps_the_decimals_that_it_was_written_with(String amount) {
        String posting = DEBIT.replace("12.34", amount);

        assertThat(read("{\"postings\":[%s,%s]}".formatted(posting, CREDIT))
                        .postings()
                        .getFirst()
                        .amount())
                .isEqualTo(new BigDecimal(amount));
    }

    @Test
    void a_transaction_that_is_pending_is_to_be_held() {
        TransactionCommand command = readAny("""
                {"reference":"r-1","status":"pending","expiresAt":"2026-03-01T10:00:00.1234567+01:00",
                 "postings":[%s,%s]}""".formatted(DEBIT, CREDIT));

        assertThat(command).isInstanceOfSatisfying(HoldTransaction.class, hold -> {
            assertThat(hold.expiresAt()).isEqualTo("2026-03-01T09:00:00.123456Z");
            assertThat(hold.proposed().reference()).isEqualTo(new Reference("r-1"));
        });
        assertThat(readAny("{\"status\":\"posted\",\"postings\":[%s,%s]}".formatted(DEBIT, CREDIT)))
                .isInstanceOf(PostTransaction.class);
        assertThat(readAny("{\"status\":\"pending\",\"postings\":[%s,%s]}".formatted(DEBIT, CREDIT)))
                .isInstanceOfSatisfying(
                        HoldTransaction.class,
                        hold -> assertThat(hold.expiresAt()).isNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"held\",%s}|/status VALUE_UNKNOWN",
                "{\"status\":\"pending\",\"expiresAt\":\"2026-03-01\",%s}|/expiresAt EXPIRES_AT_MALFORMED",
                "{\"status\":\"pending\",\"expiresAt\":\"2026-02-30T00:00:00Z\",%s}|/expiresAt EXPIRES_AT_MALFORMED",
                "{\"status\":\"pending\",\"expiresAt\":7,%s}|/expiresAt FIELD_TYPE_WRONG",
                "{\"status\":\"posted\",\"expiresAt\":\"2026-03-01T00:00:00Z\",%s}|/expiresAt EXPIRES_AT_NOT_TAKEN",
                "{\"expiresAt\":\"2026-03-01T00:00:00Z\",%s}|/expiresAt EXPIRES_AT_NOT_TAKEN",
                "{\"status\":\"pending\",\"adjustment\":true,%s}|/adjustment ADJUSTMENT_NOT_TAKEN",
                "{\"adjustment\":\"true\",%s}|/adjustment FIELD_TYPE_WRONG",
                "{\"force\":\"true\",%s}|/force FIELD_TYPE_WRONG",
            })
    void what_is_said_of_a_hold_has_to_make_sense(String body, String violation) {
        assertThat(violations(body.formatted("\"postings\":[%s,%s]".formatted(DEBIT, CREDIT))))
                .containsExactly(violation);
    }

    @Test
    void an_adjustment_is_asked_for_on_its_own_or_beside_conditions() {
        String lines = "\"postings\":[%s,%s]".formatted(DEBIT, CREDIT);

        assertThat(read("{\"adjustment\":true,%s}".formatted(lines)).terms())
                .isEqualTo(new Terms(List.of(), true, false));
        assertThat(read("{\"force\":true,%s}".formatted(lines)).terms()).isEqualTo(new Terms(List.of(), false, true));
        assertThat(read("{\"adjustment\":false,%s}".formatted(lines)).terms()).isSameAs(Terms.NONE);
        assertThat(read("{\"adjustment\":true,\"conditions\":[{\"account\":\"assets:cash\",\"expectedVersion\":1}],%s}"
                                .formatted(lines))
                        .terms())
                .isEqualTo(new Terms(
                        List.of(new Condition(new AccountPath("assets:cash"), 1L, null, null, null)), true, false));
        assertThat(readAny("{\"status\":\"pending\",\"adjustment\":false,%s}".formatted(lines)))
                .isInstanceOf(HoldTransaction.class);
    }

    private static RequestedPosting posting(String account, Direction direction) {
        return new RequestedPosting(
                new AccountPath(account), direction, new BigDecimal("12.34"), new CurrencyCode("EUR"));
    }

    private static PostTransaction read(String body) {
        return (PostTransaction) readAny(body);
    }

    private static TransactionCommand readAny(String body) {
        return Reading.of(body, form -> TransactionForm.read(form, LEDGER));
    }

    private static List<String> violations(String body) {
        return Reading.violations(body, form -> TransactionForm.read(form, LEDGER));
    }
}
