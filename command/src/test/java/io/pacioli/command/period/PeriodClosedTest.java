package io.pacioli.command.period;

import static io.pacioli.command.Commands.SHOP;
import static io.pacioli.command.Commands.adjustment;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.id;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.voidHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.command.Books;
import io.pacioli.command.Commands;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.decision.Decision;
import io.pacioli.domain.decision.Rejection;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Right;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionPosted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger in Tokyo, whose books are closed through January. */
class PeriodClosedTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final EffectiveAt LAST_DAY = new EffectiveAt.On(JANUARY);
    private static final EffectiveAt DAY_AFTER = new EffectiveAt.On(JANUARY.plusDays(1));
    private static final RequestedPosting CASH = debit("assets:cash", "5.00", "USD");
    private static final RequestedPosting SALES = credit("income:sales", "5.00", "USD");

    private final Books books =
            new Books().given(openLedger(ChartPolicy.OPEN), sale(1, LAST_DAY), new ClosePeriod(SHOP, JANUARY));

    private static PostTransaction sale(int id, EffectiveAt effectiveAt) {
        return post(id, null, effectiveAt, CASH, SALES);
    }

    private static Rejection closed(LocalDate day) {
        return new Rejection.PeriodClosed(day, JANUARY);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T14:59:59.999999Z, 2026-01-31",
        "2026-01-30T15:00:00Z,        2026-01-31",
        "2025-06-30T12:00:00Z,        2025-06-30",
        "2026-01-31T15:00:00Z,        ",
        "2026-02-01T00:00:00Z,        "
    })
    void a_closed_day_is_one_of_the_ledgers_time_zone(Instant moment, @Nullable LocalDate closed) {
        assertThat(books.when(sale(2, new EffectiveAt.At(moment))))
                .isEqualTo(closed == null ? Decision.ACCEPTED : closed(closed));
    }

    @Test
    void what_is_effective_now_is_never_held_up() {
        assertThat(books.when(sale(2, EffectiveAt.NOW))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_reversal_is_judged_by_its_own_day() {
        assertThat(books.when(reverse(1, 2, null, LAST_DAY))).isEqualTo(closed(JANUARY));
        assertThat(books.facts()).isEmpty();
        assertThat(books.when(reverse(1, 2, null, DAY_AFTER))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void a_hold_is_judged_by_the_day_it_is_posted_for_and_not_by_its_own() {
        HoldTransaction hold = new HoldTransaction(sale(2, LAST_DAY), null);
        books.given(hold);

        assertThat(books.when(postHold(2, LAST_DAY))).isEqualTo(closed(JANUARY));
        assertThat(books.facts()).isEmpty();
        assertThat(books.when(voidHold(2))).isEqualTo(Decision.ACCEPTED);
        books.given(new HoldTransaction(sale(3, LAST_DAY), null));
        assertThat(books.when(postHold(3, DAY_AFTER))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void each_item_of_a_batch_is_judged_by_its_own_day() {
        RecordBatch batch = Commands.batch(true, false, sale(2, DAY_AFTER), sale(3, LAST_DAY));

        assertThat(books.when(batch))
                .isInstanceOfSatisfying(
                        Rejection.BatchRejected.class,
                        rejected -> assertThat(rejected.items()).containsEntry(1, closed(JANUARY)));
    }

    @Test
    void an_adjustment_is_posted_for_a_closed_day_and_marked() {
        PostTransaction sale = adjustment(sale(2, LAST_DAY));

        assertThat(books.when(sale)).isEqualTo(Decision.ACCEPTED);

        assertThat(books.facts()).singleElement().isInstanceOfSatisfying(TransactionPosted.class, posted -> {
            assertThat(posted.effectiveDate()).isEqualTo(JANUARY);
            assertThat(posted.marks().adjustment()).isTrue();
        });
    }

    @Test
    void a_reversal_and_the_posting_of_a_hold_can_be_adjustments_too() {
        books.given(new HoldTransaction(sale(2, LAST_DAY), null));
        Terms adjusting = new Terms(List.of(), true, false);
        ReverseTransaction reversal = reverse(1, 3, null, LAST_DAY);

        assertThat(books.when(new ReverseTransaction(
                        SHOP,
                        reversal.reversed(),
                        reversal.identity(),
                        null,
                        null,
                        LAST_DAY,
                        null,
                        Metadata.NONE,
                        adjusting)))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts())
                .singleElement()
                .isInstanceOfSatisfying(
                        TransactionPosted.class,
                        posted -> assertThat(posted.marks().adjustment()).isTrue());
        assertThat(books.when(new PostHold(SHOP, id(2), LAST_DAY, null, adjusting)))
                .isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts())
                .last()
                .isInstanceOfSatisfying(
                        HoldPosted.class,
                        posted -> assertThat(posted.marks().adjustment()).isTrue());
    }

    @Test
    void an_adjustment_is_marked_where_no_period_is_closed_too_and_is_asked_every_other_rule() {
        assertThat(books.when(adjustment(sale(2, DAY_AFTER)))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.facts())
                .singleElement()
                .isInstanceOfSatisfying(
                        TransactionPosted.class,
                        posted -> assertThat(posted.marks().adjustment()).isTrue());

        assertThat(books.when(adjustment(sale(3, new EffectiveAt.On(LocalDate.of(1899, 12, 31))))))
                .isEqualTo(new Rejection.EffectiveAtOutOfRange());
        assertThat(books.when(adjustment(post(3, null, LAST_DAY, debit("nowhere", "5.00", "USD"), SALES))))
                .isInstanceOf(Rejection.AccountTypeUnknown.class);
    }

    @Test
    void whoever_asks_for_an_adjustment_needs_the_right_to_it() {
        PostTransaction adjustment = adjustment(sale(2, LAST_DAY));

        assertThat(sale(2, LAST_DAY).claims()).isEmpty();
        assertThat(adjustment.claims()).containsExactly(new Claim(Right.ADJUST, "/adjustment"));
        assertThat(Commands.batch(true, false, sale(3, LAST_DAY), adjustment).claims())
                .containsExactly(new Claim(Right.ADJUST, "/items/1/adjustment"));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldTransaction(adjustment, null));
    }

    @Test
    void a_reopened_day_takes_postings_again() {
        books.given(new ReopenPeriod(SHOP, JANUARY.minusDays(1), new Reason("A late invoice")));

        assertThat(books.when(sale(2, LAST_DAY))).isEqualTo(Decision.ACCEPTED);
        assertThat(books.when(sale(3, new EffectiveAt.On(JANUARY.minusDays(1)))))
                .isEqualTo(new Rejection.PeriodClosed(JANUARY.minusDays(1), JANUARY.minusDays(1)));
    }

    @Test
    void the_rule_comes_after_the_range_of_dates_and_before_the_accounts() {
        EffectiveAt longAgo = new EffectiveAt.On(LocalDate.of(1899, 12, 31));
        RequestedPosting nowhere = debit("nowhere", "5.00", "USD");

        assertThat(books.when(post(2, null, longAgo, nowhere, SALES))).isEqualTo(new Rejection.EffectiveAtOutOfRange());
        assertThat(books.when(post(2, null, LAST_DAY, nowhere, SALES))).isEqualTo(closed(JANUARY));
        assertThat(books.when(post(2, null, DAY_AFTER, nowhere, SALES)))
                .isInstanceOf(Rejection.AccountTypeUnknown.class);
    }
}
