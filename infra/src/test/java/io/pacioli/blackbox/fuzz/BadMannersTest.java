package io.pacioli.blackbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients who send requests in a way that costs a service more than others do, many at once. */
@Timeout(600)
class BadMannersTest {

    /** So many that together they are larger than all the memory, each nearly as large as a batch may be. */
    private static final int LARGE_REQUESTS = 48;

    private static final int LARGE_ITEMS = 130;
    private static final int LEAVING_CLIENTS = 400;
    private static final int SLOW_CLIENTS = 120;

    @TempDir
    static Path directory;

    private static ServiceUnderFire service;

    @BeforeAll
    static void start() throws IOException {
        service = ServiceUnderFire.in(directory);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @AfterEach
    void the_service_is_unharmed() throws IOException {
        assertThat(service.head()).as("the last event that is stored").isEqualTo(service.acknowledged());
        service.expectUnharmed();
    }

    @Test
    void many_large_bodies_at_once_do_not_take_all_the_memory() throws Exception {
        String items = String.join(",", Collections.nCopies(LARGE_ITEMS, "\"" + "x".repeat(60_000) + "\""));
        Draft large =
                ServiceUnderFire.post("/v1/ledgers/shop/batches", "{\"atomic\":true,\"items\":[%s]}".formatted(items));

        List<Integer> statuses = service.statusesAtOnce(large, LARGE_REQUESTS);

        assertThat(statuses).isNotEmpty().isSubsetOf(400, 503);
    }

    /** What came of it, the same request with the same key tells who asks again: it took effect once. */
    @Test
    void who_leaves_without_the_answer_can_ask_for_it_again() throws Exception {
        service.leaveAtOnce(drafts("leaving", LEAVING_CLIENTS));
    }

    @Test
    void who_is_slow_is_answered_like_anybody() throws Exception {
        service.sendAtOnce(
                drafts("slow", SLOW_CLIENTS),
                draft -> service.answersTo(
                        draft.delivered(Draft.Delivery.SLOWLY),
                        new SplittableRandom(draft.toString().hashCode())));
    }

    @Test
    void who_stalls_is_hung_up_on() throws Exception {
        service.sendAtOnce(
                drafts("stalling", SLOW_CLIENTS),
                draft -> service.answersTo(
                        draft.delivered(Draft.Delivery.STALLED),
                        new SplittableRandom(draft.toString().hashCode())));
    }

    /** Sound requests to every endpoint in turn, each with a key of its own. */
    private static List<Draft> drafts(String name, int count) {
        List<Endpoint> endpoints =
                service.endpoints().stream().map(Endpoint::repeatable).toList();
        List<Draft> drafts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            drafts.add(
                    endpoints.get(number % endpoints.size()).draft(name + "-" + number, new SplittableRandom(number)));
        }
        return drafts;
    }
}
