package io.pacioli.blackbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Makes all read tables of a service anew, again and again, while a test goes on; each time they have to be found equal. */
final class RebuildingAllAlong {

    private static final String REBUILDS = "/v1/projections/all/rebuilds";
    private static final Duration WAIT_MAX = Duration.ofSeconds(90);

    private final Service service;
    private final Thread rebuilding;
    private volatile boolean over;
    private final AtomicInteger switches = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    RebuildingAllAlong(Service service) {
        this.service = service;
        rebuilding = Thread.ofPlatform().daemon().name("rebuilding-all-along").start(this::rebuild);
    }

    private void rebuild() {
        try {
            while (!over) {
                String id = service.post(REBUILDS, "{\"eventsPerSecondMax\":2000}")
                        .expect(202)
                        .json()
                        .path("id")
                        .stringValue();
                Awaitility.await().atMost(WAIT_MAX).until(() -> isSwitched(id));
                switches.incrementAndGet();
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private boolean isSwitched(String id) {
        Reply reply = service.get(REBUILDS + "/" + id).expect(200);
        long differences = reply.json().at("/comparison/differences").asLong(0);
        if (differences > 0 || reply.body().contains("\"failed\"")) {
            throw new AssertionError(reply.body());
        }
        return reply.json().path("state").stringValue().equals("switched");
    }

    /** Waits for the one that is under way. */
    void end() throws InterruptedException {
        over = true;
        rebuilding.join();
        if (failure != null || switches.get() == 0) {
            throw new AssertionError("after %d switches".formatted(switches.get()), failure);
        }
    }
}
