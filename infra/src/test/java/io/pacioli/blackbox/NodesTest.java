package io.pacioli.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients see of several nodes on one database. */
@Timeout(180)
class NodesTest {

    @Test
    void a_node_that_does_not_project_shows_what_another_has_projected() {
        try (Service writing = Service.start("--pacioli.query.enabled=false")) {
            Service reading = writing.beside("--pacioli.command.enabled=false", "--pacioli.projections.enabled=false");
            try {
                String ledger = writing.openLedger("open");
                for (int i = 1; i <= 20; i++) {
                    Reply posted = transfer(writing, ledger, "1.00");

                    Reply account = at(reading, posted, ledger + "/accounts/assets:bank");

                    assertThat(balance(account)).isEqualTo(i + ".00");
                }
            } finally {
                reading.stop();
            }
        }
    }

    @Test
    void another_node_takes_the_projections_over_where_they_were_left() {
        try (Service first = Service.start()) {
            String ledger = first.openLedger("open");
            at(first, transfer(first, ledger, "1.00"), ledger);
            Service second = first.beside();
            try {
                assertThat(balance(second.get(ledger + "/accounts/assets:bank")))
                        .isEqualTo("1.00");
                first.stop();

                Reply posted = transfer(second, ledger, "2.00");

                assertThat(balance(at(second, posted, ledger + "/accounts/assets:bank")))
                        .isEqualTo("3.00");
            } finally {
                second.stop();
            }
        }
    }

    @Test
    void where_nobody_projects_a_reader_is_told_in_time_that_it_is_too_early() {
        try (Service service = Service.start("--pacioli.projections.enabled=false", "--pacioli.query.wait-max=20ms")) {
            String ledger = service.openLedger("open");
            Reply posted = transfer(service, ledger, "1.00");

            Reply tooEarly = service.send(service.request(ledger)
                    .header("Ledger-Position", Long.toString(posted.position()))
                    .GET());

            tooEarly.expectProblem(504, "POSITION_NOT_REACHED");
            service.get(ledger).expectProblem(404, "LEDGER_NOT_FOUND");
            assertThat(service.get(ledger + "/events").expect(200).json().path("data"))
                    .hasSize(4);
            assertThat(service.get("/v1/projections")
                            .expect(200)
                            .json()
                            .path("data")
                            .get(0)
                            .path("state")
                            .stringValue())
                    .isEqualTo("stopped");
        }
    }

    private static Reply transfer(Service service, String ledger, String amount) {
        return service.post(ledger + "/transactions", """
                {"postings":[{"account":"assets:bank","direction":"debit","amount":"%1$s","currency":"EUR"},
                  {"account":"income:sales","direction":"credit","amount":"%1$s","currency":"EUR"}]}""".formatted(amount)).expect(201);
    }

    private static Reply at(Service service, Reply seen, String path) {
        return service.send(service.request(path)
                        .header("Ledger-Position", Long.toString(seen.position()))
                        .GET())
                .expect(200);
    }

    private static String balance(Reply account) {
        return account.expect(200)
                .json()
                .path("balances")
                .get(0)
                .path("balance")
                .stringValue();
    }
}
