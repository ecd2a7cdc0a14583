package io.pacioli.projections.account;

import static io.pacioli.projections.Book.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.projections.Book;
import io.pacioli.projections.TestReadModels;
import io.pacioli.projections.filter.MetadataPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** By what metadata accounts are found, and were, does not depend on which changes come together in a batch. */
class MetadataOfAccountsTest {

    private static final String PRESENT = "select account_id, pair, path, 0 from accounts_1.metadata";

    private static final String FORMER = "select account_id, pair, path, until from accounts_1.former_metadata";

    private final Book book = new Book();
    private final Map<String, Long> versions = new HashMap<>();

    private record Row(long account, Object pair, String path, long until) {}

    private long open(String path, Map<String, String> metadata) {
        versions.put(path, 1L);
        return book.openAccount(SHOP, path, null, metadata).position();
    }

    private long change(String path, Map<String, String> pairs) {
        Metadata metadata = Metadata.of(pairs);
        return book.record(new AccountMetadataChanged(
                        SHOP,
                        new AccountPath(path),
                        new MetadataChange(metadata, new TreeSet<>()),
                        metadata,
                        versions.merge(path, 1L, Long::sum)))
                .position();
    }

    private static List<Row> rows(TestReadModels models, String sql) {
        return models.jdbc()
                .sql(sql + " order by 1, 4, 2")
                .query((row, number) -> new Row(row.getLong(1), row.getObject(2), row.getString(3), row.getLong(4)))
                .list();
    }

    private static Row row(long account, String path, String key, String value, long until) {
        return new Row(account, MetadataPair.of(key, value), path, until);
    }

    @Test
    void what_stood_between_two_changes_of_a_batch_is_kept() {
        book.openLedger(SHOP);
        long bank = open("assets:bank", Map.of("region", "eu", "kind", "bank"));
        long till = open("assets:till", Map.of());
        long moved = change("assets:bank", Map.of("region", "us", "kind", "bank"));
        change("assets:till", Map.of("region", "eu"));
        long cleared = change("assets:bank", Map.of());
        change("assets:bank", Map.of("region", "eu"));

        try (TestReadModels models = new TestReadModels(book)) {
            models.apply(book.events());

            assertThat(rows(models, FORMER))
                    .containsExactlyInAnyOrder(
                            row(bank, "assets:bank", "region", "eu", moved),
                            row(bank, "assets:bank", "region", "us", cleared),
                            row(bank, "assets:bank", "kind", "bank", cleared));
            assertThat(rows(models, PRESENT))
                    .containsExactlyInAnyOrder(
                            row(bank, "assets:bank", "region", "eu", 0), row(till, "assets:till", "region", "eu", 0));
        }
    }

    @Test
    void batches_make_no_difference() {
        Random random = new Random(3);
        List<String> paths = List.of("assets:a", "assets:b", "assets:c", "income:d");
        List<String> values = List.of("eu", "us", "asia");
        book.openLedger(SHOP);
        paths.forEach(path -> open(path, random.nextBoolean() ? Map.of() : Map.of("region", "eu", "kind", "us")));
        for (int i = 0; i < 120; i++) {
            Map<String, String> pairs = new HashMap<>();
            for (String key : List.of("region", "kind")) {
                if (random.nextInt(3) > 0) {
                    pairs.put(key, values.get(random.nextInt(values.size())));
                }
            }
            change(paths.get(random.nextInt(paths.size())), pairs);
        }

        List<List<Row>> found = new ArrayList<>();
        for (int size : List.of(1, 17, book.events().size())) {
            try (TestReadModels models = new TestReadModels(book)) {
                for (int from = 0; from < book.events().size(); from += size) {
                    models.apply(book.events()
                            .subList(from, Math.min(from + size, book.events().size())));
                }
                List<Row> rows = new ArrayList<>(rows(models, PRESENT));
                rows.addAll(rows(models, FORMER));
                found.add(rows);
            }
        }

        assertThat(found.getFirst()).hasSizeGreaterThan(50);
        assertThat(found).allMatch(found.getFirst()::equals);
    }
}
