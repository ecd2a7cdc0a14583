package io.pacioli.command.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Reading;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.ItemKind;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.LedgerId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFormTest {

    private static final LedgerId LEDGER = LedgerId.of("books");

    private static final String POSTINGS = """
            "postings":[
            {"account":"assets:cash","direction":"debit","amount":"1","currency":"EUR"},
            {"account":"income:sales","direction":"credit","amount":"1","currency":"EUR"}]""";
    private static final String ITEM = "{\"type\":\"transaction\"," + POSTINGS + "}";
    private static final String NAMED = "\"transaction\":\"019876a0-1c2b-7abc-8def-0123456789ab\"";

    @Test
    void a_batch_goes_on_after_a_failure_unless_told_otherwise() {
        assertThat(read("{\"atomic\":false,\"items\":[%s]}".formatted(ITEM)).continueOnFailure())
                .isTrue();
        assertThat(read("{\"atomic\":false,\"continueOnFailure\":false,\"items\":[%s]}".formatted(ITEM))
                        .continueOnFailure())
                .isFalse();
    }

    @Test
    void its_own_fields_are_checked() {
        assertThat(violations("{\"continueOnFailure\":1,\"items\":{}}"))
                .containsExactly(
                        "/atomic FIELD_MISSING", "/continueOnFailure FIELD_TYPE_WRONG", "/items FIELD_TYPE_WRONG");
        assertThat(violations("{\"atomic\":true,\"items\":[]}")).containsExactly("/items BATCH_EMPTY");
    }

    @Test
    void a_thousand_items_are_read_and_one_more_is_refused() {
        assertThat(read(of(1_000)).items()).hasSize(1_000);
        assertThat(violations(of(1_001))).containsExactly("/items BATCH_TOO_LONG");
    }

    @Test
    void what_is_wrong_with_an_item_is_named_with_its_place() {
        String wrong = ITEM.replaceFirst("\"amount\":\"1\"", "\"amount\":\"-1\"");
        String items = String.join(",", ITEM, wrong, "7", "{}", "{\"type\":\"wish\",\"for\":\"a pony\"}");

        assertThat(violations("{\"atomic\":true,\"items\":[%s]}".formatted(items)))
                .containsExactly(
                        "/items/1/postings/0/amount AMOUNT_NEGATIVE",
                        "/items/2 FIELD_TYPE_WRONG",
                        "/items/3/type FIELD_MISSING",
                        "/items/4/type VALUE_UNKNOWN");
    }

    @Test
    void an_item_is_read_like_a_request_for_it_alone() {
        RecordBatch batch = read("""
                {"atomic":true,"items":[
                {"type":"transaction","status":"pending","expiresAt":"2999-01-01T00:00:00Z",%1$s},
                {"type":"transaction","status":"posted",%1$s},
                {"type":"post",%2$s,"effectiveAt":"2026-01-01",%1$s},
                {"type":"void",%2$s},
                {"type":"reverse",%2$s,"reference":"R"},
                {"type":"metadata",%2$s,"merge":{"a":"1"}},
                {"type":"account","path":"assets:cash","accountType":"asset"}]}""".formatted(POSTINGS, NAMED));

        assertThat(batch.items())
                .extracting(BatchItem::kind)
                .containsExactly(
                        ItemKind.HOLD,
                        ItemKind.TRANSACTION,
                        ItemKind.POST,
                        ItemKind.VOID,
                        ItemKind.REVERSE,
                        ItemKind.METADATA,
                        ItemKind.ACCOUNT);
        assertThat(batch.items().subList(2, 4))
                .extracting(BatchItem::subject)
                .containsOnly("019876a0-1c2b-7abc-8def-0123456789ab");
    }

    @Test
    void what_is_wrong_with_an_item_of_any_kind_is_named() {
        assertThat(violations("""
                {"atomic":true,"items":[
                {"type":"post"},{"type":"void",%1$s,"why":"so"},{"type":"reverse","transaction":"7"},
                {"type":"metadata",%1$s},{"type":"account","path":"assets::cash"},{"type":"pending",%2$s}]}""".formatted(NAMED, POSTINGS)))
                .containsExactly(
                        "/items/0/transaction FIELD_MISSING",
                        "/items/1/why FIELD_UNKNOWN",
                        "/items/2/transaction TRANSACTION_ID_MALFORMED",
                        "/items/3/merge FIELD_MISSING",
                        "/items/4/path ACCOUNT_PATH_MALFORMED",
                        "/items/4/accountType FIELD_MISSING",
                        "/items/5/type VALUE_UNKNOWN");
    }

    @Test
    void an_item_depends_on_earlier_ones_each_named_once() {
        assertThat(read(depending("", "0", "1,0", "0,1,2")).items())
                .extracting(BatchItem::dependsOn)
                .containsExactly(List.of(), List.of(0), List.of(1, 0), List.of(0, 1, 2));

        assertThat(violations(depending("0", "1", "0,2", "-1", "0,0", "0,9,0", "0,\"1\"", "0.5", "99999999999999")))
                .containsExactly(
                        "/items/0/dependsOn/0 DEPENDENCY_NOT_EARLIER",
                        "/items/1/dependsOn/0 DEPENDENCY_NOT_EARLIER",
                        "/items/2/dependsOn/1 DEPENDENCY_NOT_EARLIER",
                        "/items/3/dependsOn/0 DEPENDENCY_NOT_EARLIER",
                        "/items/4/dependsOn/1 DEPENDENCY_REPEATED",
                        "/items/5/dependsOn/1 DEPENDENCY_NOT_EARLIER",
                        "/items/6/dependsOn/1 FIELD_TYPE_WRONG",
                        "/items/7/dependsOn/0 FIELD_TYPE_WRONG",
                        "/items/8/dependsOn/0 DEPENDENCY_NOT_EARLIER");
        assertThat(violations("{\"atomic\":true,\"items\":[{\"type\":\"void\",%s,\"dependsOn\":0}]}".formatted(NAMED)))
                .containsExactly("/items/0/dependsOn FIELD_TYPE_WRONG");
    }

    @Test
    void an_item_depends_on_a_hundred_others_at_most() {
        String[] items = new String[BatchItem.DEPENDENCIES_MAX + 2];
        Arrays.fill(items, "");
        String all = IntStream.range(0, BatchItem.DEPENDENCIES_MAX)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        items[items.length - 1] = all;
        assertThat(read(depending(items)).items().getLast().dependsOn()).hasSize(BatchItem.DEPENDENCIES_MAX);

        items[items.length - 1] = all + "," + BatchItem.DEPENDENCIES_MAX;
        assertThat(violations(depending(items))).containsExactly("/items/101/dependsOn DEPENDENCIES_TOO_MANY");
    }

    private static String depending(String... lists) {
        return Arrays.stream(lists)
                .map(list -> "{\"type\":\"void\",%s,\"dependsOn\":[%s]}".formatted(NAMED, list))
                .collect(Collectors.joining(",", "{\"atomic\":true,\"items\":[", "]}"));
    }

    private static String of(int items) {
        return IntStream.range(0, items)
                .mapToObj(_ -> ITEM)
                .collect(Collectors.joining(",", "{\"atomic\":true,\"items\":[", "]}"));
    }

    private static RecordBatch read(String body) {
        return Reading.of(body, form -> BatchForm.read(form, LEDGER));
    }

    private static List<String> violations(String body) {
        return Reading.violations(body, form -> BatchForm.read(form, LEDGER));
    }
}
