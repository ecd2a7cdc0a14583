package io.pacioli.infra.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.money.Currency;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountSnapshotCodecTest {

    private static final LedgerId LEDGER = LedgerId.of("corner-shop");
    private static final AccountPath TILL = new AccountPath("assets:till");
    private static final Currency EUR = Currency.of("EUR", 2);
    private static final Currency JPY = Currency.of("JPY", 0);

    private final AccountSnapshotCodec codec = new AccountSnapshotCodec();

    @Test
    void an_account_is_read_back_as_it_was() {
        Account account = account(Map.of(EUR, totals(3, 12)));

        Account read = codec.read(codec.write(account));

        assertThat(read.stream()).isEqualTo(account.stream());
        assertThat(read.path()).isEqualTo(account.path());
        assertThat(read.type()).isEqualTo(account.type());
        assertThat(read.version()).isEqualTo(account.version());
        assertThat(read.totals()).isEqualTo(account.totals());
        assertThat(read.pending()).isEqualTo(account.pending());
        assertThat(read.restrictions()).isEqualTo(account.restrictions());
        assertThat(read.metadata()).isEqualTo(account.metadata());
    }

    @Test
    void what_no_hold_is_open_for_is_not_written() {
        assertThat(codec.write(account(Map.of())).toString()).doesNotContain("pending");
    }

    private static Account account(Map<Currency, Totals> pending) {
        return new Account(
                TILL.streamIn(LEDGER),
                TILL,
                AccountType.ASSET,
                7,
                Map.of(EUR, totals(500, 200), JPY, totals(0, 9)),
                pending,
                Restrictions.of(
                        true,
                        Frozen.CREDIT,
                        List.of(EUR, JPY),
                        List.of(
                                new Limits(EUR, BigInteger.valueOf(-5), BigInteger.TEN),
                                new Limits(JPY, null, BigInteger.ONE))),
                Metadata.of(Map.of("clerk", "Łucja")));
    }

    private static Totals totals(long debits, long credits) {
        return new Totals(BigInteger.valueOf(debits), BigInteger.valueOf(credits));
    }
}
