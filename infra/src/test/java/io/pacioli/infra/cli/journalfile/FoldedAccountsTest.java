package io.pacioli.infra.cli.journalfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Metadata;
import io.pacioli.infra.eventstore.Snapshot;
import org.junit.jupiter.api.Test;

class FoldedAccountsTest {

    private static final LedgerId BOOK = LedgerId.of("book");
    private static final AccountPath CASH = new AccountPath("assets:cash");
    private static final AccountPath BANK = new AccountPath("assets:bank");
    private static final int SMALL = 800;

    private final FoldedAccounts accounts = new FoldedAccounts();

    @Test
    void an_account_has_a_snapshot_where_its_events_are_many_or_large() {
        open(CASH, SMALL);
        open(BANK, SMALL);
        assertThat(accounts.snapshots()).isEmpty();

        goOn(CASH, 2, 70_000);
        goOn(BANK, 2, 5_000);
        goOn(BANK, 3, SMALL);

        assertThat(accounts.snapshots()).extracting(Snapshot::stream).containsExactly(CASH.streamIn(BOOK));
        assertThat(accounts.snapshots()).extracting(Snapshot::sequence).containsExactly(1L);

        for (int version = 4; version <= 64; version++) {
            goOn(BANK, version, SMALL);
        }

        assertThat(accounts.snapshots()).hasSize(2);
    }

    @Test
    void an_account_has_a_snapshot_where_what_opened_it_was_large() {
        open(CASH, 70_000);
        open(BANK, SMALL);

        assertThat(accounts.snapshots()).extracting(Snapshot::stream).containsExactly(CASH.streamIn(BOOK));
        assertThat(accounts.snapshots()).extracting(Snapshot::sequence).containsExactly(0L);
    }

    private void open(AccountPath path, int bytes) {
        assertThat(accounts.apply(new AccountOpened(BOOK, path, AccountType.ASSET, null, Metadata.NONE), bytes))
                .isNull();
    }

    private void goOn(AccountPath path, long version, int bytes) {
        assertThat(accounts.apply(new AccountUnfrozen(BOOK, path, version), bytes))
                .isNull();
    }
}
