package io.pacioli.infra.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.infra.cli.ImportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ImportCommandTest {

    @TempDir
    private Path directory;

    private final ServiceInMemory service = new ServiceInMemory();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeBook() throws IOException {
        write("currencies.jsonl", "{\"code\":\"EUR\",\"scale\":2}", "{\"code\":\"PTS\",\"scale\":0}");
        write(
                "accounts.jsonl",
                "{\"path\":\"assets:till\",\"type\":\"asset\",\"openedOn\":\"2026-01-02\"}",
                "{\"path\":\"income:sales\",\"type\":\"income\"}");
        writeTransactions(IntStream.rangeClosed(1, 10).mapToObj(ImportCommandTest::sale));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_book_is_imported_in_its_order() {
        assertThat(run()).isZero();

        assertThat(service.ledger().path("chart").asString()).isEqualTo("strict");
        assertThat(service.ledger().path("currencies")).hasSize(2);
        assertThat(service.accounts()).containsOnlyKeys("assets:till", "income:sales");
        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 10));
        assertThat(out.toString()).contains("Ledger book opened.", "10 transactions imported, 0 were there already");
    }

    @Test
    void the_day_on_which_an_account_was_opened_becomes_metadata() {
        run();

        assertThat(service.accounts().get("assets:till").path("metadata").toString())
                .isEqualTo("{\"openedOn\":\"2026-01-02\"}");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3, 4", "4, 3", "1, 10", "10, 1", "200, 7", "7, 200"})
    void a_second_import_doubles_nothing_whatever_the_batch_size(int first, int second) {
        run("--batch-size", Integer.toString(first));

        assertThat(run("--batch-size", Integer.toString(second))).isZero();

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 10));
        assertThat(out.toString())
                .contains("Ledger book was open already.", "0 transactions imported, 10 were there already");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 200})
    void a_book_that_has_grown_is_imported_from_where_it_ended(int batchSize) throws IOException {
        run("--batch-size", "4");
        writeTransactions(IntStream.rangeClosed(1, 25).mapToObj(ImportCommandTest::sale));

        assertThat(run("--batch-size", Integer.toString(batchSize))).isZero();

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 25));
        assertThat(out.toString()).contains("15 transactions imported, 10 were there already");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 200})
    void an_import_ends_at_the_first_rejected_record_and_goes_on_there_once_it_is_mended(int batchSize)
            throws IOException {
        writeTransactions(IntStream.rangeClosed(1, 10).mapToObj(i -> i == 6 ? sale(i, "unbalanced") : sale(i)));

        assertThat(run("--batch-size", Integer.toString(batchSize))).isEqualTo(1);

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 5));
        assertThat(err.toString())
                .contains("transactions.jsonl:6: UNBALANCED: It is UNBALANCED")
                .contains("5 transactions before it are in the ledger");

        writeTransactions(IntStream.rangeClosed(1, 10).mapToObj(ImportCommandTest::sale));
        assertThat(run("--batch-size", Integer.toString(batchSize))).isZero();
        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 200})
    void a_record_that_is_refused_for_its_form_is_found_in_its_batch(int batchSize) throws IOException {
        writeTransactions(IntStream.rangeClosed(1, 10).mapToObj(i -> i == 6 ? sale(i, "malformed") : sale(i)));

        assertThat(run("--batch-size", Integer.toString(batchSize))).isEqualTo(1);

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 5));
        assertThat(err.toString()).contains("transactions.jsonl:6: FIELD_TYPE_WRONG", "(/description is wrong)");
    }

    @Test
    void what_was_rejected_once_is_asked_for_anew() throws IOException {
        writeTransactions(Stream.of(sale(1), sale(2, "unbalanced"), sale(3)));
        run();
        int requests = service.requests().size();

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString().lines().filter(line -> line.contains("transactions.jsonl:2: UNBALANCED")))
                .hasSize(2);
        assertThat(service.requests().subList(requests, service.requests().size()))
                .as("the batch, which is answered as before, and then what it had rejected")
                .endsWith("POST /v1/ledgers/book/batches", "POST /v1/ledgers/book/batches");
    }

    @Test
    void a_transaction_that_went_missing_is_posted_by_the_next_import() {
        run("--batch-size", "4");
        String third = List.copyOf(service.transactions().keySet()).get(2);
        service.transactions().remove(third);

        assertThat(run("--batch-size", "5")).isZero();

        assertThat(service.transactions()).containsKey(third).hasSize(10);
    }

    @Test
    void finding_what_is_there_costs_a_handful_of_requests_a_batch() throws IOException {
        writeTransactions(IntStream.rangeClosed(1, 1_000).mapToObj(ImportCommandTest::sale));
        run("--batch-size", "100");
        int requests = service.requests().size();

        assertThat(run("--batch-size", "250")).isZero();

        assertThat(service.requests().size() - requests).isLessThan(30);
        assertThat(service.transactions()).hasSize(1_000);
    }

    @Test
    void transactions_that_say_the_same_are_two_by_their_lines() throws IOException {
        String twin = sale(1, "a coffee").replace("\"reference\":\"sale-1\",", "");
        writeTransactions(Stream.of(twin, twin));

        run();
        run("--batch-size", "1");

        assertThat(service.transactions()).hasSize(2);
    }

    @Test
    void ids_are_of_version_7_and_in_the_order_of_effective_times() throws IOException {
        writeTransactions(Stream.of(
                sale(1).replace("2026-01-31", "2026-02-01T10:00:00.5+01:00"),
                sale(2),
                sale(3).replace("2026-01-31", "1950-01-01")));

        run();

        List<UUID> ids =
                service.transactions().keySet().stream().map(UUID::fromString).toList();
        assertThat(ids).extracting(UUID::version).containsExactly(7, 7, 8);
        assertThat(ids.get(0)).isGreaterThan(ids.get(1));
        assertThat(ids.get(1).getMostSignificantBits() >>> 16)
                .isEqualTo(Instant.parse("2026-01-31T00:00:00Z").toEpochMilli());
    }

    @Test
    void an_id_in_the_file_is_kept() throws IOException {
        String id = "019876a0-1c2b-7abc-8def-0123456789ab";
        writeTransactions(Stream.of(sale(1).replaceFirst("\\{", "{\"id\":\"" + id + "\",")));

        run();

        assertThat(service.transactions()).containsOnlyKeys(id);
    }

    @Test
    void a_service_that_is_busy_is_asked_again() {
        service.failNext(3);

        assertThat(run()).isZero();

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 10));
    }

    @Test
    void an_answer_that_is_lost_is_asked_for_again_with_the_same_key() {
        service.loseAnswers(1);

        assertThat(run()).isZero();

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 10));
    }

    @Test
    void an_account_that_is_open_with_another_type_is_not_taken_for_the_same() throws IOException {
        run();
        write(
                "accounts.jsonl",
                "{\"path\":\"assets:till\",\"type\":\"asset\"}",
                "{\"path\":\"income:sales\",\"type\":\"equity\"}");

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString())
                .contains("accounts.jsonl:2: ACCOUNT_EXISTS: The account is open already, with the type income.");
    }

    @Test
    void a_currency_that_is_registered_with_another_scale_is_not_taken_for_the_same() throws IOException {
        run();
        write("currencies.jsonl", "{\"code\":\"PTS\",\"scale\":3}");

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString())
                .contains("currencies.jsonl:1: CURRENCY_EXISTS: The ledger has this currency with a scale of 0.");
    }

    @Test
    void a_ledger_of_another_time_zone_is_not_taken_for_the_same() {
        run("--time-zone", "Europe/Lisbon");

        assertThat(run()).as("any will do where none is asked for").isZero();
        assertThat(run("--time-zone", "UTC")).isEqualTo(1);
        assertThat(err.toString()).contains("LEDGER_EXISTS", "Europe/Lisbon");
    }

    @Test
    void the_first_bad_account_is_named() throws IOException {
        List<String> accounts = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            accounts.add("{\"path\":\"assets:%s\",\"type\":\"asset\"}".formatted(i == 50 || i == 60 ? "a b" : "a" + i));
        }
        write("accounts.jsonl", accounts.toArray(String[]::new));

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString()).startsWith("accounts.jsonl:50: ACCOUNT_PATH_MALFORMED");
        assertThat(service.transactions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reference\":            | transactions.jsonl:2: UNREADABLE: The line is not JSON",
                "[1]                        | transactions.jsonl:2: UNREADABLE: The line is not a JSON object.",
                "{} {}                      | transactions.jsonl:2: UNREADABLE: The line is not JSON",
                "{\"a\":1,\"a\":2}          | transactions.jsonl:2: UNREADABLE: The line is not JSON",
            })
    void a_line_that_is_no_record_is_named(String bad, String expected) throws IOException {
        writeTransactions(Stream.of(sale(1), bad, sale(3)));

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString()).contains(expected);
    }

    @Test
    void a_line_that_is_too_long_is_named() throws IOException {
        writeTransactions(Stream.of(sale(1), sale(2, "x".repeat(1 << 20))));

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString()).contains("transactions.jsonl:2: UNREADABLE: The line is longer than 1 MiB.");
    }

    @Test
    void ill_formed_utf_8_is_named() throws IOException {
        Files.write(directory.resolve("transactions.jsonl"), new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString()).contains("transactions.jsonl:1: UNREADABLE: The line is not JSON");
    }

    @Test
    void blank_lines_a_byte_order_mark_and_carriage_returns_are_no_records() throws IOException {
        Files.writeString(directory.resolve("transactions.jsonl"), "\uFEFF" + sale(1) + "\r\n\r\n  \n" + sale(2));

        assertThat(run()).isZero();

        assertThat(descriptions()).containsExactlyElementsOf(sales(1, 2));
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        Files.delete(directory.resolve("accounts.jsonl"));

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString()).contains("accounts.jsonl: UNREADABLE: There is no such file.");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void a_service_that_is_not_there_is_told_at_once() {
        service.close();

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString()).contains("UNREACHABLE: No service answers there. Start it with ./pacioli serve");
    }

    @ParameterizedTest
    @CsvSource({
        "--batch-size, 0",
        "--batch-size, 1001",
        "--ledger, Not a ledger",
        "--url, ftp://localhost",
        "--url, localhost:8080"
    })
    void a_wrong_option_is_a_usage_error(String option, String value) {
        assertThat(run(option, value)).isEqualTo(2);

        assertThat(service.requests()).isEmpty();
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        if (Stream.of(options).noneMatch("--ledger"::equals)) {
            arguments.addAll(List.of("--ledger", "book"));
        }
        if (Stream.of(options).noneMatch("--url"::equals)) {
            arguments.addAll(List.of("--url", service.address().toString()));
        }
        arguments.addAll(List.of(options));
        return new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private List<String> descriptions() {
        return service.transactions().values().stream()
                .map(transaction -> transaction.path("description").asString(""))
                .toList();
    }

    private static List<String> sales(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "sale " + i).toList();
    }

    private static String sale(int number) {
        return sale(number, "sale " + number);
    }

    private static String sale(int number, String description) {
        return """
                {"reference":"sale-%d","effectiveAt":"2026-01-31","description":"%s","postings":[\
                {"account":"assets:till","direction":"debit","amount":"1.50","currency":"EUR"},\
                {"account":"income:sales","direction":"credit","amount":"1.50","currency":"EUR"}]}""".formatted(number, description);
    }

    private void writeTransactions(Stream<String> transactions) throws IOException {
        write("transactions.jsonl", transactions.toArray(String[]::new));
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(directory.resolve(file), List.of(lines));
    }
}
