package io.pacioli.command.account;

import static io.pacioli.command.Commands.changeLimits;
import static io.pacioli.command.Commands.credit;
import static io.pacioli.command.Commands.debit;
import static io.pacioli.command.Commands.expireHold;
import static io.pacioli.command.Commands.hold;
import static io.pacioli.command.Commands.openAccount;
import static io.pacioli.command.Commands.openLedger;
import static io.pacioli.command.Commands.post;
import static io.pacioli.command.Commands.postHold;
import static io.pacioli.command.Commands.reverse;
import static io.pacioli.command.Commands.voidHold;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.Books;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.TransactionFact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random lives of accounts with limits: whatever is posted, held, posted of holds, given up and taken back. */
class LimitProperties {

    private static final BigInteger MINIMUM = BigInteger.valueOf(-500);
    private static final BigInteger MAXIMUM = BigInteger.valueOf(1_500);
    private static final AccountPath WALLET = new AccountPath("liabilities:wallet");

    @Provide
    Arbitrary<List<Command>> commands() {
        Arbitrary<Integer> ids = Arbitraries.integers().between(1, 12);
        Arbitrary<RequestedPosting[]> lines = Combinators.combine(
                        Arbitraries.integers().between(1, 1_200), Arbitraries.of(true, false))
                .as((cents, in) -> {
                    String amount = new BigDecimal(BigInteger.valueOf(cents), 2).toPlainString();
                    return in
                            ? new RequestedPosting[] {
                                debit("assets:bank", amount, "USD"), credit("liabilities:wallet", amount, "USD")
                            }
                            : new RequestedPosting[] {
                                debit("liabilities:wallet", amount, "USD"), credit("assets:bank", amount, "USD")
                            };
                });
        Arbitrary<Command> any = Arbitraries.oneOf(
                Combinators.combine(ids, lines).as((id, of) -> post(id, of)),
                Combinators.combine(ids, lines).as((id, of) -> hold(id, null, of)),
                Combinators.combine(ids, lines).as((id, of) -> hold(id, Books.DECIDED_AT.plusSeconds(1), of)),
                Combinators.combine(ids, lines).as((id, part) -> postHold(id, EffectiveAt.NOW, part)),
                ids.map(id -> postHold(id, EffectiveAt.NOW)),
                ids.map(id -> voidHold(id)),
                ids.map(id -> expireHold(id)),
                Combinators.combine(ids, ids).as((id, of) -> reverse(of, id, null, EffectiveAt.NOW)),
                Combinators.combine(ids, ids, lines)
                        .as((id, of, part) -> reverse(of, id, null, EffectiveAt.NOW, part)));
        return any.list().ofMinSize(1).ofMaxSize(40);
    }

    @Property(tries = 400)
    void no_sequence_of_commands_breaks_a_limit(@ForAll("commands") List<Command> commands) {
        Books books = new Books()
                .given(
                        openLedger(ChartPolicy.OPEN),
                        openAccount("liabilities:wallet", AccountType.LIABILITY, "USD -5.00 15.00"));

        commands.forEach(books::when);

        for (BalanceAfter balance : ofWallet(books)) {
            assertThat(balance.available()).isGreaterThanOrEqualTo(MINIMUM);
            assertThat(balance.balanceWithInflow()).isLessThanOrEqualTo(MAXIMUM);
        }
    }

    /** What is beyond a limit when it is set may come back, and never goes farther. */
    @Property(tries = 400)
    void what_is_beyond_a_limit_that_is_set_later_never_gets_farther(
            @ForAll("commands") List<Command> before, @ForAll("commands") List<Command> after) {
        Books books = new Books()
                .given(openLedger(ChartPolicy.OPEN), openAccount("liabilities:wallet", AccountType.LIABILITY));
        before.forEach(books::when);
        List<BalanceAfter> then = ofWallet(books);
        BigInteger available = then.isEmpty() ? BigInteger.ZERO : then.getLast().available();
        BigInteger withInflow =
                then.isEmpty() ? BigInteger.ZERO : then.getLast().balanceWithInflow();

        books.given(changeLimits("liabilities:wallet", "USD -5.00 15.00"));
        after.forEach(books::when);

        for (BalanceAfter balance : ofWallet(books)) {
            assertThat(balance.available()).isGreaterThanOrEqualTo(available.min(MINIMUM));
            assertThat(balance.balanceWithInflow()).isLessThanOrEqualTo(withInflow.max(MAXIMUM));
            available = balance.available();
            withInflow = balance.balanceWithInflow();
        }
    }

    private static List<BalanceAfter> ofWallet(Books books) {
        return books.facts().stream()
                .filter(TransactionFact.class::isInstance)
                .map(Event.class::cast)
                .flatMap(event -> ((TransactionFact) event).balances().of(WALLET).stream())
                .toList();
    }
}
