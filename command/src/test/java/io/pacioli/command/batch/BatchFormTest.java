package io.pacioli.command.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.command.form.Reading;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.LedgerId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFormTest {

    private static final LedgerId LEDGER = LedgerId.of("books");

    private static final String ITEM = """
            {"type":"transaction","postings":[
            {"account":"assets:cash","direction":"debit","amount":"1","currency":"EUR"},
            {"account":"income:sales","direction":"credit","amount":"1","currency":"EUR"}]}""";

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
