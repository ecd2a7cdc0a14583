package io.pacioli.infra.cli.benching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the requests of a run say. */
class RequestsTest {

    private static final int ACCOUNTS = 1_000;
    private static final int REQUESTS = 20_000;
    private static final double TOLERANCE = 0.02;

    private record Transfer(int debited, int credited, long amount) {}

    @Test
    void one_seed_gives_the_same_requests_again_and_another_seed_gives_others() {
        List<Transfer> once = transfers(new Requests(Plans.transfers(ACCOUNTS, 7)));

        assertThat(transfers(new Requests(Plans.transfers(ACCOUNTS, 7)))).isEqualTo(once);
        assertThat(transfers(new Requests(Plans.transfers(ACCOUNTS, 8)))).isNotEqualTo(once);
    }

    @Test
    void a_request_does_not_depend_on_those_that_were_asked_for_before() {
        Requests requests = new Requests(Plans.transfers(ACCOUNTS, 7));
        List<Transfer> first = transfers(requests, 5);

        transfers(requests, 6);

        assertThat(transfers(requests, 5)).isEqualTo(first);
    }

    @Test
    void neighbouring_seeds_share_no_run_of_requests() {
        List<Transfer> once = transfers(new Requests(Plans.transfers(ACCOUNTS, 1)));
        List<Transfer> next = transfers(new Requests(Plans.transfers(ACCOUNTS, 2)));

        assertThat(next.subList(0, 100)).isNotEqualTo(once.subList(1, 101));
    }

    @Test
    void a_transfer_is_between_two_accounts_and_of_a_positive_amount() {
        for (BenchPlan plan : List.of(Plans.transfers(2, 1), Plans.hot(100, 2), Plans.zipf(5, 2), Plans.zipf(1, 50))) {
            assertThat(transfers(new Requests(plan))).allSatisfy(transfer -> {
                assertThat(transfer.debited()).isBetween(0, plan.accounts() - 1).isNotEqualTo(transfer.credited());
                assertThat(transfer.credited()).isBetween(0, plan.accounts() - 1);
                assertThat(transfer.amount()).isPositive();
            });
        }
    }

    @Test
    void uniform_accounts_are_debited_and_credited_equally_often() {
        List<Transfer> transfers = transfers(new Requests(Plans.transfers(10, 1)));

        for (int account = 0; account < 10; account++) {
            int each = account;
            assertThat(share(transfers.stream().filter(t -> t.debited() == each).count()))
                    .isCloseTo(0.1, within(TOLERANCE));
            assertThat(share(
                            transfers.stream().filter(t -> t.credited() == each).count()))
                    .isCloseTo(0.1, within(TOLERANCE));
        }
    }

    @Test
    void the_hot_account_is_debited_as_often_as_it_was_asked_for() {
        List<Transfer> transfers = transfers(new Requests(Plans.hot(60, ACCOUNTS)));

        assertThat(share(transfers.stream().filter(t -> t.debited() == 0).count()))
                .isCloseTo(0.6, within(TOLERANCE));
        assertThat(transfers(new Requests(Plans.hot(100, ACCOUNTS)))).allMatch(t -> t.debited() == 0);
    }

    @Test
    void a_transfer_that_was_not_asked_to_debit_the_hot_account_debits_another_one() {
        List<Transfer> transfers = transfers(new Requests(Plans.hot(50, 2)));

        assertThat(share(transfers.stream().filter(t -> t.debited() == 0).count()))
                .isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void by_zipfs_law_the_second_account_is_chosen_half_as_often_as_the_first() {
        List<Transfer> transfers = transfers(new Requests(Plans.zipf(1, ACCOUNTS)));
        double harmonic =
                LongStream.rangeClosed(1, ACCOUNTS).mapToDouble(k -> 1.0 / k).sum();

        for (int account = 0; account < 4; account++) {
            int each = account;
            assertThat(share(transfers.stream().filter(t -> t.debited() == each).count()))
                    .isCloseTo(1 / (harmonic * (account + 1)), within(TOLERANCE));
        }
    }

    @Test
    void the_openings_touch_every_account() {
        for (int accounts : new int[] {2, 3, 999, 1_000, 1_001, 2_500}) {
            Requests requests = new Requests(Plans.transfers(accounts, 1));
            boolean[] touched = new boolean[accounts];
            for (int number = 0; number < requests.openings(); number++) {
                assertThat(requests.kind(number)).isEqualTo(Kind.OPENING);
                requests.transfers(number, (item, debited, credited, amount) -> {
                    touched[debited] = true;
                    touched[credited] = true;
                });
            }
            assertThat(touched).as("%d accounts", accounts).doesNotContain(false);
            assertThat(requests.kind(requests.openings())).isEqualTo(Kind.TRANSFER);
        }
    }

    @Test
    void a_mixed_load_reads_in_the_documented_shares() {
        Requests requests = new Requests(Plans.mixed(50, ACCOUNTS));
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int number = requests.openings(); number < requests.openings() + REQUESTS; number++) {
            counts.merge(requests.kind(number), 1, Integer::sum);
        }

        assertThat(share(counts.get(Kind.TRANSFER))).isCloseTo(0.5, within(TOLERANCE));
        assertThat(share(counts.get(Kind.BALANCE))).isCloseTo(0.4, within(TOLERANCE));
        assertThat(share(counts.get(Kind.STATEMENT))).isCloseTo(0.095, within(TOLERANCE));
        assertThat(share(counts.get(Kind.TRIAL_BALANCE))).isCloseTo(0.005, within(TOLERANCE));
    }

    @Test
    void where_there_are_more_accounts_than_a_trial_balance_shows_none_is_asked_for() {
        Requests requests = new Requests(Plans.mixed(100, 100_001));
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int number = requests.openings(); number < requests.openings() + REQUESTS; number++) {
            counts.merge(requests.kind(number), 1, Integer::sum);
        }

        assertThat(counts).containsOnlyKeys(Kind.BALANCE, Kind.STATEMENT);
        assertThat(share(counts.get(Kind.STATEMENT))).isCloseTo(0.2, within(TOLERANCE));
    }

    @Test
    void what_goes_over_the_wire_is_what_our_own_book_enters() {
        for (BenchPlan plan : List.of(Plans.transfers(ACCOUNTS, 3), Plans.batches(5, ACCOUNTS))) {
            Requests requests = new Requests(plan);
            RequestText text = new RequestText(requests, new Run("r", 3), URI.create("http://localhost:1"));
            for (int number = 0; number < 50; number++) {
                List<Transfer> sent = new ArrayList<>();
                JsonNode body = JsonMapper.shared().readTree(text.body(number));
                for (JsonNode each : body.has("items") ? body.get("items") : List.of(body)) {
                    JsonNode postings = each.get("postings");
                    for (int i = 0; i < postings.size(); i += 2) {
                        sent.add(new Transfer(
                                account(postings.get(i)), account(postings.get(i + 1)), amount(postings.get(i))));
                        assertThat(postings.get(i).get("direction").asString()).isEqualTo("debit");
                        assertThat(postings.get(i + 1).get("direction").asString())
                                .isEqualTo("credit");
                        assertThat(amount(postings.get(i + 1))).isEqualTo(amount(postings.get(i)));
                    }
                }
                assertThat(sent).isEqualTo(transfers(requests, number));
            }
        }
    }

    @Test
    void a_request_is_complete_with_its_key_and_the_length_of_its_body() {
        Requests requests = new Requests(Plans.transfers(2, 3));
        RequestText text = new RequestText(requests, new Run("r", 3), URI.create("http://localhost:81"));
        Bytes out = new Bytes();

        text.write(12, out);

        String body = text.body(12);
        assertThat(out.toString()).isEqualTo("""
                POST /v1/ledgers/bench-r/transactions HTTP/1.1\r
                Host: localhost:81\r
                Content-Type: application/json\r
                Idempotency-Key: bench-r-3-12\r
                Content-Length: %d\r
                \r
                %s""".formatted(body.length(), body));
    }

    private static int account(JsonNode posting) {
        return Integer.parseInt(posting.get("account").asString().substring(Run.ACCOUNT_PREFIX.length())) - 1;
    }

    private static long amount(JsonNode posting) {
        return Long.parseLong(posting.get("amount").asString().replace(".", ""));
    }

    private static List<Transfer> transfers(Requests requests) {
        List<Transfer> transfers = new ArrayList<>();
        for (int number = requests.openings(); number < requests.openings() + REQUESTS; number++) {
            transfers.addAll(transfers(requests, number));
        }
        return transfers;
    }

    private static List<Transfer> transfers(Requests requests, int number) {
        List<Transfer> transfers = new ArrayList<>();
        requests.transfers(
                number, (item, debited, credited, amount) -> transfers.add(new Transfer(debited, credited, amount)));
        return transfers;
    }

    private static double share(long count) {
        return (double) count / REQUESTS;
    }
}
