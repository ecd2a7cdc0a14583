package io.pacioli.query.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pacioli.projections.filter.AccountPattern;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.Field;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterLanguageTest {

    private static Condition read(String text) throws FilterMalformed {
        return FilterLanguage.ACCOUNTS.parse(text);
    }

    @Test
    void and_binds_tighter_than_or_and_parentheses_without_need_are_nothing() throws FilterMalformed {
        Term type = new Term(Field.TYPE, Comparison.ONE_OF, List.of("asset"));
        Term open = new Term(Field.STATUS, Comparison.NONE_OF, List.of("closed", "frozen"));
        Term path = new Term(Field.ACCOUNT, Comparison.ONE_OF, List.of(AccountPattern.parse("users:*:wallet")));

        assertThat(read("type==asset;status=out=(closed,frozen),path==users:*:wallet"))
                .isEqualTo(new Any(List.of(new All(List.of(type, open)), path)));
        assertThat(read("(type==asset;(status=out=(closed,frozen)));path==users:*:wallet"))
                .isEqualTo(new All(List.of(type, open, path)));
        assertThat(read("type==asset and status=out=(closed,frozen) and path==users:*:wallet"))
                .isEqualTo(read("type==asset;status=out=(closed,frozen);path==users:*:wallet"));
    }

    @Test
    void what_stands_in_quotation_marks_is_a_value_as_it_is() throws FilterMalformed {
        assertThat(read("metadata.note=='a;b,(c)'"))
                .isEqualTo(new Term(Field.METADATA, "note", Comparison.ONE_OF, List.of("a;b,(c)")));
        assertThat(read("'metadata.a b'==\"it's \\\"so\\\"\""))
                .isEqualTo(new Term(Field.METADATA, "a b", Comparison.ONE_OF, List.of("it's \"so\"")));
        assertThat(read("metadata.note==''"))
                .isEqualTo(new Term(Field.METADATA, "note", Comparison.ONE_OF, List.of("")));
    }

    @Test
    void a_balance_is_that_in_a_currency_and_may_be_below_zero() throws FilterMalformed {
        assertThat(read("balance.EUR<-5"))
                .isEqualTo(new Term(Field.BALANCE, "EUR", Comparison.LESS_THAN, List.of(new BigDecimal("-5"))));
        assertThat(read("balance.X.Y-1=in=(0,-0.50,10000.00)"))
                .isEqualTo(new Term(
                        Field.BALANCE,
                        "X.Y-1",
                        Comparison.ONE_OF,
                        List.of(new BigDecimal("0"), new BigDecimal("-0.50"), new BigDecimal("10000.00"))));
        assertThat(FilterLanguage.BALANCES.parse("balance.EUR!=0"))
                .isEqualTo(new Term(Field.BALANCE, "EUR", Comparison.NONE_OF, List.of(BigDecimal.ZERO)));
        assertThatThrownBy(() -> FilterLanguage.TRANSACTIONS.parse("balance.EUR<0"))
                .hasMessageContaining("is about balance.EUR, which is none of");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type                            | goes wrong at its end: expected a comparison such as ==
            type=asset                      | goes wrong at its end: expected a comparison such as ==, or the end of what is in quotation marks
            type==asset;                    | goes wrong at its end: expected a name or a value or (
            (type==asset                    | goes wrong at its end: expected ; for and or , for or or )
            type==asset)                    | goes wrong at character 12: expected the end or ; for and or , for or
            type==asset status==open        | goes wrong at character 13: expected the end or ; for and or , for or
            ;                               | goes wrong at character 1: expected a name or a value or (
            type==a=b                       | goes wrong at its end: expected a comparison such as ==, or the end of what is in quotation marks
            type~asset                      | goes wrong at character 5: expected a comparison such as ==, or the end of what is in quotation marks
            type=='asset                    | goes wrong at its end: expected a comparison such as ==, or the end of what is in quotation marks
            type=like=a                     | has the comparison =like=, which is none of ==, !=, =gt=, =ge=, =lt=, =le=, =in=, =out=
            type==                          | compares with too few or too many values: =in= and =out= take 1 to 100 in parentheses, all others take one
            type==(asset,income)            | compares with too few or too many values: =in= and =out= take 1 to 100 in parentheses, all others take one
            type=in=()                      | compares with too few or too many values: =in= and =out= take 1 to 100 in parentheses, all others take one
            colour==red                     | is about colour, which is none of path, type, status, openedAt, currency, balance.CUR, metadata.KEY
            metadata.==red                  | is about metadata., which is none of path, type, status, openedAt, currency, balance.CUR, metadata.KEY
            Type==asset                     | is about Type, which is none of path, type, status, openedAt, currency, balance.CUR, metadata.KEY
            type==money                     | compares type with money: expected one of asset, liability, equity, income, expense
            type=gt=asset                   | compares type with =gt=, which takes ==, !=, =in=, =out=
            metadata.x>1                    | compares metadata.KEY with =gt=, which takes ==, !=, =in=, =out=
            balance==1                      | is about balance, which is none of path, type, status, openedAt, currency, balance.CUR, metadata.KEY
            balance.eur==1                  | is about balance.eur, which is none of path, type, status, openedAt, currency, balance.CUR, metadata.KEY
            balance.==1                     | is about balance., which is none of path, type, status, openedAt, currency, balance.CUR, metadata.KEY
            balance.EUR=lt=1e3              | compares balance.EUR with 1e3: expected an amount such as 12.50 or -12.50
            balance.EUR=lt=--1              | compares balance.EUR with --1: expected an amount such as 12.50 or -12.50
            balance.EUR=lt=+1               | compares balance.EUR with +1: expected an amount such as 12.50 or -12.50
            balance.EUR=lt=-                | compares balance.EUR with -: expected an amount such as 12.50 or -12.50
            balance.EUR=lt=.5               | compares balance.EUR with .5: expected an amount such as 12.50 or -12.50
            balance.EUR=in=(1,x)            | compares balance.EUR with x: expected an amount such as 12.50 or -12.50
            balance.EUR=lt='1,5'            | compares balance.EUR with 1,5: expected an amount such as 12.50 or -12.50
            currency==eur                   | compares currency with eur: expected a currency's code such as EUR
            openedAt>=2026-01-31            | compares openedAt with 2026-01-31: expected a timestamp with its offset such as 2026-01-31T09:30:00Z
            openedAt>=2026-02-30T00:00:00Z  | compares openedAt with 2026-02-30T00:00:00Z: expected a timestamp with its offset such as 2026-01-31T09:30:00Z
            openedAt>=0000-01-01T00:00:00Z  | compares openedAt with 0000-01-01T00:00:00Z: expected a timestamp with its offset such as 2026-01-31T09:30:00Z
            path==a:b*                      | compares path with a:b*: expected a path of an account, in which * stands for a segment and ** at the end for any that follow
            path==a:**:b                    | compares path with a:**:b: expected a path of an account, in which * stands for a segment and ** at the end for any that follow
            path==**                        | compares path with **: expected a path of an account, in which * stands for a segment and ** at the end for any that follow
            """)
    void a_filter_that_is_none_tells_where_it_goes_wrong(String filter, String detail) {
        assertThatThrownBy(() -> read(filter))
                .isInstanceOf(FilterMalformed.class)
                .hasMessage(detail);
    }

    @Test
    void filters_are_bounded_in_length_depth_and_number() {
        String term = "type==asset";
        assertThatThrownBy(() -> read("")).hasMessage("has to be 1 to 2,000 characters without control characters");
        assertThatThrownBy(() -> read(term + " ".repeat(2_000))).hasMessageContaining("2,000 characters");
        assertThatThrownBy(() -> read("(".repeat(1_500))).hasMessage("has more than 64 opening parentheses");
        assertThatThrownBy(() -> read(String.join(",", Collections.nCopies(33, term))))
                .hasMessage("has more than 32 comparisons or 100 values");
        assertThatThrownBy(() -> read(alternating(9))).hasMessage("is more than 8 levels deep");
        assertThatThrownBy(() -> read("type==asset\n;type==asset")).hasMessageContaining("control characters");
    }

    @Test
    void what_is_just_within_the_bounds_is_read() throws FilterMalformed {
        assertThat(read(alternating(8))).isInstanceOf(All.class);
        assertThat(read("(".repeat(64) + "type==asset" + ")".repeat(64))).isInstanceOf(Term.class);
    }

    /** Ands in ors in ands, so many levels of them, terms included. */
    private static String alternating(int levels) {
        String filter = "type==asset";
        for (int level = 1; level < levels; level++) {
            filter = "(type==asset%s%s)".formatted((levels - level) % 2 == 0 ? "," : ";", filter);
        }
        return filter;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:*", "*", "*:b", "a:*:c:**", "a:**", "*:**"})
    void patterns_have_wildcards_for_whole_segments(String text) {
        assertThat(AccountPattern.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a:", "**", "**:a", "a:**:b", "a*", "a:b*", "a b", "a:***", "-a", "a\n", "a%", "a'"})
    void other_patterns_are_refused(String text) {
        assertThat(AccountPattern.isWellFormed(text)).isFalse();
    }
}
