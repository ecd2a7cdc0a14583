package io.pacioli.infra.cli.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.batch.BatchRecorded;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.ItemOutcome;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.JsonBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchesNameTheirEventsTest {

    private static final LedgerId SHOP = LedgerId.of("shop");
    private static final LedgerId OTHER = LedgerId.of("other");

    private final List<Difference> told = new ArrayList<>();
    private final BatchesNameTheirEvents invariant = new BatchesNameTheirEvents(new Findings(told::add));
    private long position;

    @Test
    void outcomes_name_what_stands_before_them_in_their_order() {
        see(voided(1), opened("assets:a"), noted(2), noted(2), batch(did(1), opens("assets:a"), notes(2), notes(2)));

        assertThat(told).isEmpty();
    }

    @Test
    void accounts_that_postings_have_opened_may_stand_between() {
        see(opened("assets:a"), opened("assets:b"), voided(1), opened("assets:c"), voided(2));
        see(batch(opens("assets:a"), did(1), did(2)));

        assertThat(told).isEmpty();
    }

    @Test
    void what_was_rejected_or_skipped_has_no_event() {
        see(voided(1), voided(2));
        see(batch(did(1), new ItemOutcome.Skipped(ItemKind.VOID, List.of()), did(2)));

        assertThat(told).isEmpty();
    }

    @Test
    void other_ledgers_do_not_come_between() {
        see(voided(1), new HoldExpired(OTHER, id(7), Balances.of(List.of())), batch(did(1)));

        assertThat(told).isEmpty();
    }

    @Test
    void another_order_another_subject_and_another_kind_are_told() {
        see(voided(1), voided(2), batch(did(2), did(1)));
        see(voided(3), batch(did(4)));
        see(noted(5), batch(did(5)));
        see(opened("assets:a"), voided(6), batch(opens("assets:b"), did(6)));

        assertThat(told).hasSize(4);
        assertThat(told.getLast().expected()).contains("assets:b");
    }

    @Test
    void an_event_that_nothing_names_is_told() {
        see(voided(1), noted(2), voided(3), batch(did(1), did(3)));
        see(voided(4), opened("assets:a"), batch(did(4)));
        see(voided(5), new HoldExpired(SHOP, id(6), Balances.of(List.of())), voided(7), batch(did(5), did(7)));

        assertThat(told).hasSize(3);
    }

    @Test
    void an_event_is_named_by_one_batch() {
        see(voided(1), batch(did(1)), batch(did(1)));

        assertThat(told).hasSize(1);
    }

    private void see(Event... events) {
        for (Event event : events) {
            position++;
            JournalRow row = new JournalRow(
                    position,
                    event.ledger(),
                    position,
                    new UUID(0, position),
                    new EncodedEvent("any", 1, JsonBytes.of("{}"), null),
                    JsonBytes.of("{}"),
                    Instant.EPOCH,
                    new byte[0],
                    new byte[0]);
            invariant.see(new SeenEvent(row, event, null, new byte[0], "", new long[0], null, null));
        }
    }

    private static Event batch(ItemOutcome... outcomes) {
        return new BatchRecorded(SHOP, false, List.of(outcomes));
    }

    private static ItemOutcome did(int id) {
        return new ItemOutcome.Accepted(ItemKind.VOID, id(id).toString());
    }

    private static ItemOutcome notes(int id) {
        return new ItemOutcome.Accepted(ItemKind.METADATA, id(id).toString());
    }

    private static ItemOutcome opens(String path) {
        return new ItemOutcome.Accepted(ItemKind.ACCOUNT, path);
    }

    private static Event voided(int id) {
        return new HoldVoided(SHOP, id(id), Balances.of(List.of()));
    }

    private static Event noted(int id) {
        Metadata merged = Metadata.of(Map.of("a", "1"));
        return new TransactionMetadataChanged(SHOP, id(id), new MetadataChange(merged, new TreeSet<>()), merged);
    }

    private static Event opened(String path) {
        return new AccountOpened(SHOP, new AccountPath(path), AccountType.ASSET, null, Metadata.NONE);
    }

    private static TransactionId id(int number) {
        return new TransactionId(new UUID(1, number));
    }
}
