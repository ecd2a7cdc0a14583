package io.pacioli.domain.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PostingsProperties {

    private static final AccountPath COUNTERPART = new AccountPath("equity:counterpart");

    @Property
    void any_lines_balance_once_their_differences_are_posted_back(
            @ForAll("lines") @Size(min = 1, max = 40) List<Posting> lines) {
        List<Posting> balanced = closed(lines);

        assertThat(Postings.imbalance(balanced)).isEmpty();
        if (balanced.size() >= Postings.SIZE_MIN) {
            assertThat(new Postings(balanced).lines()).isEqualTo(balanced);
        }
    }

    @Property
    void one_more_minor_unit_on_one_line_always_shows(
            @ForAll("lines") @Size(min = 2, max = 40) List<Posting> lines, @ForAll @IntRange(max = 1_000) int where) {
        List<Posting> tampered = new ArrayList<>(closed(lines));
        int at = where % tampered.size();
        Posting line = tampered.get(at);
        Money more = new Money(
                line.money().minorUnits().add(BigInteger.ONE), line.money().currency());
        tampered.set(at, new Posting(line.account(), line.direction(), more));

        assertThatIllegalArgumentException().isThrownBy(() -> new Postings(tampered));
        assertThat(Postings.imbalance(tampered))
                .containsExactly(Map.entry(
                        more.currency(),
                        line.direction() == Direction.DEBIT ? BigInteger.ONE : BigInteger.ONE.negate()));
    }

    @Property
    void the_totals_of_all_accounts_balance_in_every_currency(
            @ForAll("lines") @Size(min = 1, max = 40) List<Posting> lines) {
        for (Currency currency : List.of(Lines.USD, Lines.EUR)) {
            Totals all = Totals.ZERO;
            for (Posting line : closed(lines)) {
                all = line.money().currency().equals(currency) ? all.plus(line) : all;
            }

            assertThat(all.debits()).isEqualTo(all.credits());
            assertThat(all.balance(Direction.DEBIT)).isZero();
        }
    }

    @Property
    void grouping_by_account_loses_no_line(@ForAll("lines") @Size(min = 1, max = 40) List<Posting> lines) {
        List<Posting> balanced = closed(lines);
        if (balanced.size() < Postings.SIZE_MIN) {
            return;
        }

        Map<AccountPath, List<Posting>> byAccount = new Postings(balanced).byAccount();

        assertThat(byAccount.values().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(balanced);
        byAccount.forEach((account, own) ->
                assertThat(own).allMatch(line -> line.account().equals(account)));
    }

    private static List<Posting> closed(List<Posting> lines) {
        List<Posting> closed = new ArrayList<>(lines);
        Postings.imbalance(lines)
                .forEach((currency, difference) -> closed.add(new Posting(
                        COUNTERPART,
                        difference.signum() > 0 ? Direction.CREDIT : Direction.DEBIT,
                        new Money(difference.abs(), currency))));
        return closed;
    }

    @Provide
    Arbitrary<List<Posting>> lines() {
        Arbitrary<AccountPath> accounts = Arbitraries.of("assets:cash", "assets:bank", "income:fees", "expenses:rent")
                .map(AccountPath::new);
        Arbitrary<BigInteger> amounts = Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TEN.pow(36));
        return Combinators.combine(
                        accounts, Arbitraries.of(Direction.class), amounts, Arbitraries.of(Lines.USD, Lines.EUR))
                .as((account, direction, amount, currency) ->
                        new Posting(account, direction, new Money(amount, currency)))
                .list();
    }
}
