package io.pacioli.infra.cli.verifying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.postgres.TestDatabase;
import io.pacioli.projections.filter.MetadataPair;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    private static final Scope SHOP = new Scope(LedgerId.of("shop"));
    private static final Scope SIDE = new Scope(LedgerId.of("side"));

    /** The last sale of a batch, long after the first and before the last event of its accounts. */
    private static final String A_SALE = "payload->>'reference' = 'sale-151' and ledger = 'shop'";

    /** What takes back the rest of a sale of 4.50 of which 1.50 had been taken back, and a sale of 1.50. */
    private static final String REST = "payload->>'reference' = 'rest'";

    private static final String SMALL_SALE = "payload->>'reference' = 'sale-0' and ledger = 'shop'";
    private static final String SMALL_SALES_STREAM =
            "select stream_id from event_store.streams where sequence = 0 and position = "
                    + "(select position from event_store.events where " + SMALL_SALE + ")";

    /** Effective in December, of which the books were reopened, and after November, through which they are closed. */
    private static final String LATE_SALE = "payload->>'reference' = 'sale-98'";

    private static final String ONCE = "payload::text like '%assets:once%' and type = 'transaction-posted'";

    private static final String EXCHANGE = "payload->>'reference' = 'exchange'";

    /** The first change of a transaction's metadata, and the second. */
    private static final String NOTED = "type = 'transaction-metadata-changed' and erasable::text like '%first%'";

    private static final String NOTED_TWICE =
            "type = 'transaction-metadata-changed' and erasable::text like '%second%' and erasable::text not like '%absent%'";

    /** In the read tables. */
    private static final String OF_A_SALE =
            "position = (select position from transactions_1.transactions where reference = 'sale-151')";

    private static final String OF_NOTED =
            "position = (select position from transactions_1.transactions where reference = 'noted')";

    private static final String OF_NOTED_ONCE =
            "position = (select position from transactions_1.transactions where reference = 'sale-96')";

    /** The rows of a transaction whose metadata were never changed. */
    private static final String UNCHANGED = """
            with former as (delete from transactions_1.former_metadata where %1$s returning *),
              present as (delete from transactions_1.metadata where %1$s returning *)
            insert into transactions_1.metadata (ledger_id, position, pair, tenant)
            select ledger_id, position, pair, tenant from former where since = position""";

    private static final String WALLET = "type = 'account-opened' and payload->>'account' = 'liabilities:wallet'";
    private static final String A_BATCH =
            "position = (select min(position) from event_store.events where type = 'batch-recorded')";
    private static final String MIXED_BATCH = "type = 'batch-recorded' and ledger = 'side'";
    private static final String LAST = "position = (select position from event_store.head)";
    private static final String WITHOUT_READ_MODELS = "delete from projections.generation";

    private static TestDatabase database;

    private final List<Difference> told = new ArrayList<>();

    @BeforeAll
    static void copy() {
        database = FilledStore.copy();
        FilledStore.backUp(database);
    }

    @AfterEach
    void restore() {
        FilledStore.restore(database);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void a_store_that_nobody_tampered_with_is_clean() throws Exception {
        Verdict verdict = verify(Scope.EVERYTHING);

        assertThat(told).isEmpty();
        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict.ledgers()).isEqualTo(2);
        assertThat(verdict.accounts()).isEqualTo(14);
        assertThat(verdict.events()).isGreaterThan(140).isEqualTo(verdict.readPosition());
        assertThat(verdict.streamRows()).isGreaterThan(3 * 130);
        assertThat(verdict.keyRows()).isGreaterThan(150);
        assertThat(verdict.snapshots()).isGreaterThanOrEqualTo(2);
        assertThat(verdict.entries()).isGreaterThan(2 * 130);
    }

    @Test
    void each_ledger_is_clean_by_itself() throws Exception {
        Verdict shop = verify(SHOP);
        Verdict side = verify(SIDE);

        assertThat(told).isEmpty();
        assertThat(shop.ledgers()).isEqualTo(1);
        assertThat(shop.events() + side.events())
                .isEqualTo(verify(Scope.EVERYTHING).events());
        assertThat(side.accounts()).isEqualTo(4);
        assertThat(side.entries()).isEqualTo(20);
    }

    @Test
    void an_empty_store_is_clean() throws Exception {
        try (TestDatabase empty = TestDatabase.fresh()) {
            Verdict verdict = new Verification(empty.service(), Scope.EVERYTHING, told::add, Progress.NONE).run();

            assertThat(verdict.isClean()).isTrue();
            assertThat(verdict.events()).isZero();
        }
    }

    @Test
    void a_ledger_that_is_not_there_cannot_be_verified() {
        assertThatExceptionOfType(VerificationImpossible.class)
                .isThrownBy(() -> verify(new Scope(LedgerId.of("nowhere"))))
                .withMessage("There is no ledger nowhere.");
    }

    static Stream<Arguments> corruptions() {
        return Stream.of(
                corrupt(GaplessPositions.class, "update event_store.head set position = position + 1"),
                corrupt(
                        GaplessJournalNumbers.class,
                        "update event_store.events set journal_number = journal_number + 1 where " + LAST,
                        "rehash"),
                corrupt(
                        RecordedTimesInOrder.class,
                        "update event_store.events set recorded_at = recorded_at - interval '1 day' where " + LAST,
                        "rehash"),
                corrupt(RecordedTimesInOrder.class, "update event_store.head set recorded_at = '2020-01-01Z'"),
                corrupt(HashChain.class, "update event_store.events set hash = sha256('x') where " + A_SALE),
                corrupt(HashChain.class, replace("erasable", "sale 151", "sale 152", A_SALE)),
                corrupt(
                        HashChain.class,
                        "update event_store.events set erasable = null where " + A_SALE,
                        WITHOUT_READ_MODELS),
                corrupt(HashChain.class, replace("metadata", "anonymous", "somebody", LAST)),
                corrupt(HashChain.class, replace("payload", "{", "{ ", LAST)),
                corrupt(HashChain.class, "update event_store.events set event_id = gen_random_uuid() where " + LAST),
                corrupt(
                        ReadableEvents.class,
                        "update event_store.events set type = 'ledger-burnt' where " + A_BATCH,
                        "rehash"),
                corrupt(
                        OpenedOnce.class,
                        replace("payload", "CHF", "JPY", LAST),
                        replace("payload", "\"scale\":2", "\"scale\":0", LAST),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        PostingsFitChart.class,
                        replace("payload", "\"type\":\"asset\"", "\"type\":\"equity\"", A_SALE),
                        "rehash"),
                corrupt(TotalsAfter.class, replace("payload", "\"credits\":\"", "\"credits\":\"1", A_SALE), "rehash"),
                corrupt(TotalsAfter.class, replace("payload", "\"version\":", "\"version\":1", A_SALE), "rehash"),
                corrupt(
                        TotalsAfter.class,
                        replace("payload", "\"version\":", "\"pendingDebits\":\"0.01\",\"version\":", A_SALE),
                        "rehash"),
                corrupt(
                        BatchesNameTheirEvents.class,
                        "update event_store.events set payload = replace(payload::text, "
                                + "payload->'outcomes'->0->>'posted', payload->'outcomes'->2->>'posted')::json where "
                                + A_BATCH,
                        "rehash"),
                corrupt(
                        BatchesNameTheirEvents.class,
                        replace("payload", "\"kind\":\"post\",\"acc", "\"kind\":\"reverse\",\"acc", MIXED_BATCH),
                        "rehash"),
                corrupt(
                        BatchesNameTheirEvents.class,
                        replace("payload", "assets:safe", "assets:till", MIXED_BATCH),
                        "rehash"),
                corrupt(
                        HoldsKeepTheirTerms.class,
                        replace("payload", "2999-01-01", "2001-01-01", "payload->>'reference' = 'held-posted'"),
                        "rehash"),
                corrupt(
                        HoldsKeepTheirTerms.class,
                        "update event_store.events set type = 'hold-expired' where type = 'hold-voided'",
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        TotalsAfter.class,
                        "update event_store.events set payload = regexp_replace(payload::text, '\"pendingDebits\":\"[0-9.]+\",', '')::json "
                                + "where type = 'hold-voided'",
                        "rehash"),
                corrupt(
                        OpenHoldsEqualFold.class,
                        "update holds_1.open set expires_at = 'infinity' where expires_at < 'infinity'"),
                corrupt(OpenHoldsEqualFold.class, "delete from holds_1.open where expires_at = 'infinity'"),
                corrupt(
                        OpenHoldsEqualFold.class,
                        "insert into holds_1.open select 9999, ledger_id, gen_random_uuid(), expires_at, tenant from holds_1.open limit 1"),
                corrupt(
                        AccountsOfHoldsEqualFold.class,
                        "update holds_1.accounts set expires_at = 'infinity' where expires_at is null"),
                corrupt(
                        AccountsOfHoldsEqualFold.class,
                        "update holds_1.accounts set effective_date = '2026-01-08' where effective_date = '2026-01-09'"),
                corrupt(AccountsOfHoldsEqualFold.class, "delete from holds_1.accounts where expires_at is not null"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set effective_date = '2026-01-08' where effective_date = '2026-01-09'"),
                corrupt(
                        EntriesEqualFold.class,
                        "update entries_1.hold_entries set credits = credits + 1 where effective_date = '2026-01-09'"),
                corrupt(
                        ReversalsFitOriginals.class,
                        replace(
                                "payload",
                                "\"complete\":true",
                                "\"complete\":false",
                                "payload->>'reference' = 'held-back'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ReversalsFitOriginals.class,
                        replace("payload", "\"complete\":true", "\"complete\":false", REST),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ReversalsFitOriginals.class,
                        replace("payload", "\"complete\":false", "\"complete\":true", "payload->>'reference' = 'part'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ReversalsFitOriginals.class,
                        "update event_store.events set payload = replace(payload::text, payload->'reversal'->>'of', "
                                + "(select payload->>'transaction' from event_store.events where " + SMALL_SALE
                                + "))::json where " + REST,
                        "update event_store.streams set sequence = 1, stream_id = (" + SMALL_SALES_STREAM
                                + ") where sequence = 2 and position = (select position from event_store.events where "
                                + REST
                                + ") and stream_id in (select stream_id from event_store.streams where sequence = 0 "
                                + "and position = (select position from event_store.events where payload->>'reference' = 'sale-3-again'))",
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(ExchangesKeepRates.class, replace("payload", "161.50", "161.40", EXCHANGE), "rehash"),
                corrupt(
                        ExchangesKeepRates.class,
                        replace(
                                "payload",
                                "\"from\":\"EUR\",\"to\":\"JPY\"",
                                "\"from\":\"JPY\",\"to\":\"EUR\"",
                                EXCHANGE),
                        "rehash"),
                corrupt(
                        MetadataFollowChanges.class,
                        replace("erasable", "\"by\":\"Łucja\"", "\"by\":\"Ada\"", NOTED_TWICE),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        MetadataFollowChanges.class,
                        replace("erasable", "\"metadata\":{", "\"metadata\":{\"n\":\"4\",", NOTED),
                        replace("erasable", "\"metadata\":{", "\"metadata\":{\"n\":\"4\",", NOTED_TWICE),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        MetadataFollowChanges.class,
                        replace(
                                "erasable",
                                "\"metadata\":{",
                                "\"metadata\":{\"m\":\"4\",",
                                "payload->>'reference' = 'noted'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        StreamRows.class,
                        "delete from event_store.streams where position = (select position from event_store.events where "
                                + NOTED_TWICE + ")"),
                corrupt(
                        StreamRows.class,
                        "delete from event_store.streams where position = (select position from event_store.events where type = 'account-limits-changed')"),
                corrupt(
                        AccountLifeCyclesKept.class,
                        replace(
                                "payload",
                                "\"direction\":\"debit\"",
                                "\"direction\":\"credit\"",
                                "type = 'account-frozen'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        AccountLifeCyclesKept.class,
                        replace(
                                "payload",
                                "\"direction\":\"both\"",
                                "\"direction\":\"debit\"",
                                "type = 'account-frozen'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        AccountLifeCyclesKept.class,
                        replace("payload", "\"frozen\":\"both\"", "\"frozen\":\"debit\"", "type = 'account-reopened'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        AccountLifeCyclesKept.class,
                        "update event_store.events set type = 'account-closed' where type = 'account-frozen' and payload->>'direction' = 'debit'",
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        AccountLifeCyclesKept.class,
                        replace(
                                "payload",
                                "\"code\":\"EUR\"",
                                "\"code\":\"JPY\"",
                                "payload->>'account' = 'assets:safe' and type = 'account-opened'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        AccountLifeCyclesKept.class,
                        replace(
                                "erasable",
                                "\"metadata\":{",
                                "\"metadata\":{\"a\":\"b\",",
                                "type = 'account-metadata-changed' and (erasable->'deleted') is null"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        LimitsKept.class,
                        replace("payload", "\"maximum\":\"20.00\"", "\"maximum\":\"19.99\"", WALLET),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        LimitsKept.class,
                        replace("payload", "\"forced\":true,", "", "payload->>'reference' = 'wallet-forced'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        AccountLifeCyclesKept.class,
                        replace("payload", "\"forced\":true,", "", "payload->>'reference' = 'safe-forced'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        LimitsKept.class,
                        replace("payload", "\"minimum\":\"0.00\"", "\"minimum\":\"0.01\"", WALLET),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        TotalsAfter.class,
                        replace("payload", "\"version\":4", "\"version\":5", "type = 'account-limits-changed'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", "2025-11-30", "2025-10-31", "type = 'period-reopened'"),
                        replace(
                                "payload",
                                "2025-11-30",
                                "2025-12-31",
                                "type = 'period-closed' and payload->>'through' = '2025-11-30'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", "\"through\":\"2025-11-30\",", "", "type = 'period-reopened'"),
                        replace("payload", "2025-12-31", "2999-12-31", "type = 'period-closed'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", "2025-11-30", "2026-01-31", "type = 'period-reopened'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", "\"effectiveDate\":\"2025-12", "\"effectiveDate\":\"2025-11", LATE_SALE),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", "\"adjustment\":true,", "", "payload->>'reference' = 'sale-99'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", ",\"closingAccount\":\"equity:retained\"", "", "type = 'period-closed'"),
                        "rehash",
                        WITHOUT_READ_MODELS),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace(
                                "payload",
                                "\"closing\":{\"through\":\"2025-12-31\"}",
                                "\"closing\":{\"through\":\"2026-12-31\"}",
                                "type = 'transaction-posted'"),
                        "rehash"),
                corrupt(
                        ClosingsNameTheirEntries.class,
                        replace(
                                "payload",
                                "\"transaction\":\"0",
                                "\"transaction\":\"1",
                                "type = 'closing-entries-recorded'"),
                        "rehash"),
                corrupt(
                        ClosingsNameTheirEntries.class,
                        replace("payload", "\"reversals\":[\"0", "\"reversals\":[\"1", "type = 'period-reopened'"),
                        "rehash"),
                corrupt(
                        ClosingEntriesLeaveZero.class,
                        replace(
                                "payload",
                                "2025-12-31",
                                "2026-01-31",
                                "ledger = 'side' and type in ('period-closed', 'closing-entries-recorded')"),
                        "update ledgers_1.ledgers set closed_through = '2026-01-31' where slug = 'side'",
                        "rehash"),
                corrupt(
                        ClosedPeriodsKept.class,
                        replace("payload", "\"version\":", "\"version\":1", "type = 'period-closed'"),
                        "rehash"),
                corrupt(
                        StreamRows.class,
                        "delete from event_store.streams where sequence = 0 and position = (select position from event_store.events where "
                                + A_SALE + ")"),
                corrupt(
                        StreamRows.class,
                        "insert into event_store.streams values (gen_random_uuid(), 0, (select position from event_store.events where "
                                + A_SALE + "))"),
                corrupt(
                        StreamRows.class,
                        "insert into event_store.streams select gen_random_uuid(), 0, position + 1 from event_store.head"),
                corrupt(
                        StreamRows.class,
                        "update event_store.streams set sequence = 7 where sequence = 0 and position = (select position from event_store.events where "
                                + A_SALE + ")"),
                corrupt(
                        KeyRows.class,
                        "delete from event_store.keys where position = (select position from event_store.head)"),
                corrupt(KeyRows.class, "insert into event_store.keys values (42, 3)"),
                corrupt(KeyRows.class, "insert into event_store.keys select 42, position + 1 from event_store.head"),
                corrupt(
                        SnapshotsEqualFold.class,
                        "update snapshots.snapshot set state = replace(state::text, '\"credits\":\"', '\"credits\":\"1')::json"),
                corrupt(SnapshotsEqualFold.class, "update snapshots.snapshot set state = '{}'"),
                corrupt(SnapshotsEqualFold.class, "update snapshots.snapshot set sequence = sequence - 1"),
                corrupt(SnapshotsEqualFold.class, "update snapshots.snapshot set sequence = sequence + 1000"),
                corrupt(LedgersEqualFold.class, "update ledgers_1.ledgers set name = 'Another' where slug = 'shop'"),
                corrupt(
                        LedgersEqualFold.class,
                        "update ledgers_1.ledgers set currency_scales[3] = 4 where slug = 'shop'"),
                corrupt(
                        LedgersEqualFold.class,
                        "insert into ledgers_1.ledgers select 9999, opened_at, position, version, closed_through, tenant, 'more', name, time_zone, chart, currency_codes, currency_scales from ledgers_1.ledgers limit 1"),
                corrupt(
                        LedgersEqualFold.class,
                        "update ledgers_1.ledgers set closed_through = '2025-12-01' where slug = 'shop'"),
                corrupt(
                        LedgersEqualFold.class,
                        "update ledgers_1.ledgers set version = version + 1 where slug = 'side'"),
                corrupt(
                        LedgersEqualFold.class,
                        "delete from ledgers_1.period_changes where position = (select min(position) from ledgers_1.period_changes)"),
                corrupt(
                        LedgersEqualFold.class,
                        "insert into ledgers_1.period_changes values (9999, 9999, null, 'default')"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set type = 'equity' where path = 'assets:till'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set metadata_values[1] = 'Ada' where path = 'assets:till'"),
                corrupt(AccountsEqualFold.class, "update accounts_1.accounts set name = null"),
                corrupt(FormerAccountsEqualFold.class, "update accounts_1.former set name = 'X'"),
                corrupt(FormerAccountsEqualFold.class, "delete from accounts_1.former"),
                corrupt(
                        AccountsEqualFold.class,
                        "insert into accounts_1.accounts (account_id, ledger_id, opened_at, tenant, path, type, metadata_keys, metadata_values) select 9999, ledger_id, opened_at, tenant, 'more', type, metadata_keys, metadata_values from accounts_1.accounts limit 1"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set limit_currencies = '{EUR}', minimum_balances = '{0.00}', maximum_balances = '{null}' where path = 'assets:till'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set minimum_balances = '{5.01}' where path = 'liabilities:wallet'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set version = 1 where path = 'liabilities:wallet'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set closed = true where path = 'assets:safe'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set frozen = 'debit' where path = 'assets:till'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set currencies = '{JPY}' where path = 'assets:safe'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set name = 'X' where path = 'assets:safe'"),
                corrupt(
                        AccountsEqualFold.class,
                        "update accounts_1.accounts set version = 2 where path = 'assets:till'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set reference = 'x' where reference = 'sale-151'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set effective_date = effective_date + 1 where reference = 'sale-151'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "delete from transactions_1.transactions where reference = 'sale-151'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "insert into transactions_1.transactions (position, ledger_id, journal_number, id, effective_date, tenant) select 3, ledger_id, 3, gen_random_uuid(), effective_date, tenant from transactions_1.transactions limit 1"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = null where status = 'reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = null where status = 'partly-reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = 'reversed' where status = 'partly-reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = 'partly-reversed' where status = 'reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = 'reversed' where reference = 'sale-151'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = null where status = 'pending'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = 'pending' where reference = 'held-posted'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set status = 'expired' where status = 'voided'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set since = null where status = 'voided'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set since = since + 1 where reference = 'held-posted'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set since = position where reference = 'sale-151'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.transactions set since = since + 1 where status = 'partly-reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "delete from transactions_1.former where reference = 'held-voided'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "delete from transactions_1.former where reference = 'held-in-part' and status is null"),
                corrupt(
                        TransactionsEqualFold.class,
                        "delete from transactions_1.former where status = 'partly-reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.former set since = since - 1 where status = 'partly-reversed'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.former set until = until + 1 where reference = 'held-voided'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.former set status = null where reference = 'held-posted'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.former set effective_date = '2026-01-07' where reference = 'held-posted'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.former set reference = 'x' where reference = 'held-posted'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "update transactions_1.former set tenant = 'other' where reference = 'held-posted'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "insert into transactions_1.former select position, ledger_id, position, position + 1, id, effective_date, reference, status, tenant from transactions_1.transactions where reference = 'sale-151'"),
                corrupt(
                        TransactionsEqualFold.class,
                        "insert into transactions_1.former select 9999, ledger_id, since, until, id, effective_date, reference, status, tenant from transactions_1.former limit 1"),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.metadata set since = since + 1 where since is not null and " + OF_NOTED),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.metadata set since = null where since is not null and " + OF_NOTED),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.metadata set since = position where " + OF_A_SALE),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "delete from transactions_1.former_metadata where until = (select max(until) from transactions_1.former_metadata)"),
                corrupt(TransactionMetadataEqualFold.class, UNCHANGED.formatted(OF_NOTED)),
                corrupt(TransactionMetadataEqualFold.class, UNCHANGED.formatted(OF_NOTED_ONCE)),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.former_metadata set pair = gen_random_uuid()"),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.former_metadata set since = since + 1 where since > position"),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.former_metadata set since = since + 1 where since = position"),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.former_metadata set until = until - 1 where since > position"),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "insert into transactions_1.former_metadata select ledger_id, position, position, position + 1, gen_random_uuid(), tenant from transactions_1.metadata where "
                                + OF_A_SALE),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "insert into transactions_1.former_metadata select ledger_id, 9999, since, until, pair, tenant from transactions_1.former_metadata limit 1"),
                corrupt(TransactionMetadataEqualFold.class, "delete from transactions_1.metadata where " + OF_A_SALE),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.metadata set pair = gen_random_uuid() where " + OF_A_SALE),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "update transactions_1.metadata set tenant = 'other' where " + OF_A_SALE),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "insert into transactions_1.metadata (ledger_id, position, pair, tenant) select ledger_id, position, '%s', tenant from transactions_1.metadata where %s limit 1"
                                .formatted(MetadataPair.of("payout", "first"), OF_NOTED)),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "delete from transactions_1.metadata where %s and pair <> '%s'"
                                .formatted(OF_NOTED, MetadataPair.of("payout", "second")),
                        "update transactions_1.metadata set pair = '%s' where %s"
                                .formatted(MetadataPair.of("n", "4"), OF_NOTED)),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "insert into transactions_1.metadata (ledger_id, position, pair, tenant) select ledger_id, 9999, pair, tenant from transactions_1.metadata limit 1"),
                corrupt(
                        TransactionMetadataEqualFold.class,
                        "insert into transactions_1.metadata (ledger_id, position, pair, tenant) select ledger_id, 3, gen_random_uuid(), tenant from transactions_1.metadata limit 1"),
                corrupt(AccountMetadataEqualFold.class, "delete from accounts_1.metadata where path = 'assets:till'"),
                corrupt(
                        AccountMetadataEqualFold.class,
                        "update accounts_1.metadata set path = 'assets:safe:2' where path = 'assets:safe'"),
                corrupt(
                        AccountMetadataEqualFold.class,
                        "update accounts_1.metadata set pair = '%s' where path = 'assets:safe'"
                                .formatted(MetadataPair.of("key", "1"))),
                corrupt(
                        AccountMetadataEqualFold.class,
                        "insert into accounts_1.metadata (ledger_id, account_id, pair, path, tenant) select ledger_id, account_id, '%s', path, tenant from accounts_1.metadata where path = 'assets:safe'"
                                .formatted(MetadataPair.of("floor", "2"))),
                corrupt(
                        AccountMetadataEqualFold.class,
                        "insert into accounts_1.metadata (ledger_id, account_id, pair, path, tenant) select ledger_id, 9999, gen_random_uuid(), path, tenant from accounts_1.metadata limit 1"),
                corrupt(FormerAccountMetadataEqualFold.class, "delete from accounts_1.former_metadata"),
                corrupt(
                        FormerAccountMetadataEqualFold.class,
                        "update accounts_1.former_metadata set pair = gen_random_uuid()"),
                corrupt(
                        FormerAccountMetadataEqualFold.class,
                        "update accounts_1.former_metadata set until = 9999 where until = (select max(until) from accounts_1.former_metadata)"),
                corrupt(
                        FormerAccountsEqualFold.class,
                        "insert into accounts_1.former select 9999, until, tenant, name, metadata_keys, metadata_values, closed, frozen, limit_currencies, minimum_balances, maximum_balances from accounts_1.former limit 1"),
                corrupt(
                        EntriesEqualFold.class,
                        "update entries_1.entries set debits = debits + 1 where position = 60 and line = 0"),
                corrupt(EntriesEqualFold.class, "update entries_1.entries set tenant = 'other' where position = 60"),
                corrupt(BalancesEqualFold.class, "update balances_1.balances set debits = debits + 1"),
                corrupt(BalancesEqualFold.class, "update balances_1.balances set pending_credits = 1"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.balances set backdated_credits = backdated_credits + 1 where currency = 'BTC'"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.balances set backdated_summed_until = backdated_summed_until + 1"),
                corrupt(
                        BalancesEqualFold.class,
                        "update balances_1.balances set version = version + 1 where currency = 'JPY'"),
                corrupt(BalancesEqualFold.class, "delete from balances_1.balances where currency = 'JPY'"),
                corrupt(
                        BalancesEqualFold.class,
                        "insert into balances_1.rests select account_id, 0, 1, currency, debits, credits, tenant from balances_1.balances limit 1"),
                corrupt(
                        BalancesEqualFold.class,
                        "insert into balances_1.balances select 9999, version, position, day, scale, currency, debits, credits, pending_debits, pending_credits, 0, 0, 0, 0, tenant from balances_1.balances limit 1"),
                corrupt(DaysEqualEntries.class, "update balances_1.closed_days set debits = debits + 1"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.closed_days set closed_at = closed_at + 1 where day = (select min(day) from balances_1.closed_days)"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.closed_days set credits = credits + 1 where carried = 1"),
                corrupt(DaysEqualEntries.class, "delete from balances_1.closed_days where carried = 1"),
                corrupt(
                        DaysEqualEntries.class,
                        "delete from balances_1.closed_days d where carried > 0 and day > (select min(day) from balances_1.closed_days where account_id = d.account_id and currency = d.currency and known_from = d.known_from)"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.backdated_postings set day = day + 1 where number = 2"),
                corrupt(DaysEqualEntries.class, "delete from balances_1.backdated_postings where number = 1"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.backdated_sums set before = '2999-12-31' where number = 16"),
                corrupt(
                        DaysEqualEntries.class,
                        "update balances_1.backdated_sums set credits[1] = credits[1] + 1 where number = 16"),
                corrupt(
                        DaysEqualEntries.class,
                        "insert into balances_1.closed_days select account_id, known_from, closed_at, '1999-12-31', carried, currency, debits, credits, tenant from balances_1.closed_days limit 1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("corruptions")
    void exactly_the_invariant_that_was_broken_tells_of_it(String invariant, List<String> statements) throws Exception {
        corrupt(statements);

        Verdict verdict = verify(Scope.EVERYTHING);

        assertThat(verdict.differences()).as(told.toString()).containsOnlyKeys(invariant);
        assertThat(told)
                .isNotEmpty()
                .allMatch(difference -> !difference.expected().equals(difference.found()));
    }

    @Test
    void an_unbalanced_transaction_is_told_by_two_that_add_it_up_on_different_roads() throws Exception {
        corrupt(List.of(
                replace("payload", "\"debit\",\"amount\":\"77.77\"", "\"debit\",\"amount\":\"77.78\"", ONCE),
                "rehash",
                WITHOUT_READ_MODELS));

        assertThat(verify(Scope.EVERYTHING).differences()).containsOnlyKeys("DebitsEqualCredits", "ReadableEvents");
        assertThat(told).anyMatch(difference -> difference.found().equals("EUR 0.01"));
    }

    @Test
    void metadata_of_a_transaction_that_is_not_there_are_told() throws Exception {
        corrupt(List.of(
                "update event_store.events set payload = replace(payload::text, payload->>'transaction', gen_random_uuid()::text)::json where "
                        + NOTED,
                "rehash"));

        assertThat(verify(Scope.EVERYTHING).differences()).containsKeys("MetadataFollowChanges", "StreamRows");
    }

    @Test
    void of_metadata_that_were_erased_nothing_is_told() throws Exception {
        corrupt(List.of("update event_store.events set erasable = null where " + NOTED, "rehash"));

        assertThat(verify(Scope.EVERYTHING).isClean()).as(told.toString()).isTrue();
    }

    @Test
    void a_reversal_of_a_transaction_that_is_not_there_is_told() throws Exception {
        corrupt(List.of(
                "update event_store.events set payload = replace(payload::text, payload->'reversal'->>'of', gen_random_uuid()::text)::json where "
                        + REST,
                "rehash"));

        assertThat(verify(Scope.EVERYTHING).differences())
                .containsOnlyKeys("ReversalsFitOriginals", "StreamRows", "TransactionsEqualFold");
    }

    @Test
    void two_events_at_one_place_of_a_stream_are_told() throws Exception {
        corrupt(
                List.of(
                        "alter table event_store.streams drop constraint streams_pkey",
                        "insert into event_store.streams select stream_id, sequence, position + 1 from event_store.streams where position = 30 limit 1"));

        assertThat(verify(Scope.EVERYTHING).differences()).containsOnlyKeys("StreamRows", "UniqueStreamPlaces");
    }

    @Test
    void a_reference_that_two_transactions_carry_is_told() throws Exception {
        corrupt(List.of(
                replace("payload", "sale-151", "sale-149", A_SALE),
                "rehash",
                "update event_store.keys k set hash = o.hash from event_store.events e, event_store.events p, event_store.keys o "
                        + "where e.payload->>'transaction' = (select payload->>'transaction' from event_store.events where journal_number = "
                        + "(select max(journal_number) from event_store.events where payload->>'reference' = 'sale-149' and ledger = 'shop') and ledger = 'shop') "
                        + "and p.position = (select min(position) from event_store.events where payload->>'reference' = 'sale-149' and ledger = 'shop') "
                        + "and o.position = p.position and k.position = e.position",
                WITHOUT_READ_MODELS));

        assertThat(verify(Scope.EVERYTHING).differences()).as(told.toString()).containsOnlyKeys("UniqueKeys");
    }

    @Test
    void an_idempotency_key_that_two_events_carry_is_told() throws Exception {
        corrupt(List.of(
                "update event_store.events e set metadata = replace(e.metadata::text, e.metadata->>'idempotencyKey', "
                        + "(select metadata->>'idempotencyKey' from event_store.events where position = 1))::json where "
                        + LAST,
                "rehash",
                "update event_store.keys set hash = (select hash from event_store.keys where position = 1) where "
                        + LAST));

        assertThat(verify(Scope.EVERYTHING).differences()).containsOnlyKeys("UniqueKeys");
    }

    @Test
    void an_event_that_was_taken_out_is_told_where_it_was() throws Exception {
        corrupt(List.of("delete from event_store.events where " + A_SALE));

        Verdict verdict = verify(Scope.EVERYTHING);

        assertThat(verdict.differences())
                .containsKeys("GaplessPositions", "GaplessJournalNumbers", "HashChain", "StreamRows", "KeyRows");
        assertThat(verdict.differences().get("GaplessPositions")).isEqualTo(1);
        assertThat(verdict.differences().get("GaplessJournalNumbers")).isEqualTo(1);
        assertThat(verdict.differences().get("HashChain")).isEqualTo(1);
    }

    @Test
    void a_wrong_total_is_told_at_its_transaction_and_not_with_every_one_after_it() throws Exception {
        corrupt(List.of(replace("payload", "\"credits\":\"", "\"credits\":\"1", A_SALE), "rehash"));

        assertThat(verify(Scope.EVERYTHING).differences().get("TotalsAfter")).isLessThanOrEqualTo(4);
    }

    @Test
    void of_many_differences_the_first_are_told_and_all_are_counted() throws Exception {
        corrupt(List.of("update event_store.events set hash = sha256('x')"));

        Verdict verdict = verify(Scope.EVERYTHING);

        assertThat(verdict.differenceCount()).isEqualTo(verdict.events());
        assertThat(told).hasSize(Findings.TOLD_MAX);
    }

    @Test
    void another_ledgers_faults_are_none_of_this_one() throws Exception {
        corrupt(List.of("update event_store.events set hash = sha256('x') where ledger = 'side'"));

        assertThat(verify(SHOP).isClean()).isTrue();
        assertThat(verify(SIDE).differences()).containsOnlyKeys("HashChain");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 90})
    void read_models_that_are_behind_are_compared_where_they_are(int behind) throws Exception {
        long head = number("select position from event_store.head");
        try (var connection = database.service().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update projections.generation set position = " + (head - behind));
            statement.execute("delete from transactions_1.transactions where position > " + (head - behind));
            statement.execute("delete from transactions_1.metadata where position > " + (head - behind));
            statement.execute("delete from transactions_1.former where until > " + (head - behind));
            statement.execute(
                    "update transactions_1.transactions t set status = null, since = null from event_store.events e "
                            + "where e.payload->'reversal'->>'of' = t.id::text and e.position > " + (head - behind));
        }

        Verdict verdict = verify(Scope.EVERYTHING);

        assertThat(verdict.differences()).doesNotContainKeys("TransactionsEqualFold");
        assertThat(verdict.differences().containsKey("BalancesEqualFold"))
                .as("balances that have gone on")
                .isEqualTo(behind > 1);
    }

    private static Arguments corrupt(Class<?> invariant, String... statements) {
        return Arguments.of(invariant.getSimpleName(), List.of(statements));
    }

    private static String replace(String document, String what, String with, String where) {
        return "update event_store.events set %1$s = replace(%1$s::text, '%2$s', '%3$s')::json where %4$s"
                .formatted(document, what, with, where);
    }

    /** Runs the statements as the owner, who alone could; {@code rehash} makes a chain that holds of what they have left. */
    private void corrupt(List<String> statements) throws SQLException {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                if (sql.equals("rehash")) {
                    Rehash.all(connection);
                } else {
                    assertThat(statement.executeUpdate(sql))
                            .as(sql)
                            .isGreaterThanOrEqualTo(sql.startsWith("alter") ? 0 : 1);
                }
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.service().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Verdict verify(Scope scope) throws SQLException, InterruptedException {
        return new Verification(database.service(), scope, told::add, Progress.NONE).run();
    }
}
