package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.projections.StatementLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node asks the database for an answer, on a node that does nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
class StatementsTest {

    private static final int TRANSACTIONS = 40;

    private final AtomicReference<StatementLog> log = new AtomicReference<>();
    private final Service writing = Service.start();
    private final Service reading =
            writing.beside(this::watch, "--pacioli.command.enabled=false", "--pacioli.projections.enabled=false");
    private String ledger;
    private long written;

    private DataSource watch(DataSource pool) {
        log.set(new StatementLog(pool));
        return log.get();
    }

    @BeforeAll
    void write() {
        ledger = writing.openLedger("open");
        for (int i = 0; i < TRANSACTIONS; i++) {
            writing.openLedger("open");
            written = writing.post(ledger + "/transactions", """
                            {"effectiveAt":"2026-03-30","postings":[
                              {"account":"assets:till%1$d","direction":"debit","amount":"1.00","currency":"EUR"},
                              {"account":"assets:till%1$d","direction":"debit","amount":"1","currency":"JPY"},
                              {"account":"income:sales","direction":"credit","amount":"1.00","currency":"EUR"},
                              {"account":"income:sales","direction":"credit","amount":"1","currency":"JPY"}]}""".formatted(i))
                    .expect(201)
                    .position();
        }
    }

    @AfterAll
    void stop() {
        reading.stop();
        writing.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/ledgers?",
                "{l}/accounts?",
                "{l}/accounts?prefix=assets&type=asset&",
                "{l}/accounts/income:sales/entries?",
                "{l}/transactions?",
                "{l}/transactions?account=income:sales&effectiveFrom=2026-01-01&order=asc&",
                "{l}/events?"
            })
    void a_page_costs_the_same_few_statements_however_long_it_is(String path) {
        String list = path.replace("{l}", ledger);
        get(list + "limit=1");

        List<String> forOne = get(list + "limit=1");
        List<String> forAll = get(list + "limit=1000");

        assertThat(forAll).isEqualTo(forOne).hasSizeBetween(1, 3);
    }

    @Test
    void an_account_that_is_remembered_costs_none() {
        get(ledger + "/accounts/income:sales");

        assertThat(get(ledger + "/accounts/income:sales")).isEmpty();
    }

    /** What was executed for the answer, but for that which finds the live generations and the position. */
    private List<String> get(String path) {
        log.get().drain();
        Reply reply = reading.send(reading.request(path)
                .header("Ledger-Position", Long.toString(written))
                .GET());
        reply.expect(200);
        return log.get().drain().stream()
                .filter(sql -> !sql.contains("projections.generation"))
                .toList();
    }
}
