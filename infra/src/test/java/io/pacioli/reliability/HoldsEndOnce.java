package io.pacioli.reliability;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every hold that a client has placed ends once at most: posted, voided or expired; and nothing else expires. */
final class HoldsEndOnce {

    private final Differences differences;
    private final Set<String> open = new HashSet<>();
    private final Set<String> placed = new HashSet<>();

    HoldsEndOnce(Differences differences) {
        this.differences = differences;
    }

    void see(Effect effect) {
        Request.Reserve reserve = effect.reserve();
        if (reserve == null) {
            return;
        }
        if (reserve.placed() != null) {
            placed.add(reserve.hold());
            open.add(reserve.hold());
        } else if (!open.remove(reserve.hold())) {
            differences.add(Promise.HOLDS_END_ONCE, "%s, but not open: %s".formatted(reserve.status(), effect));
        }
    }

    /** What has expired comes last: a hold that expired and was posted after that is as wrong as one that was posted before. */
    void end(List<String> expired) {
        for (String hold : expired) {
            if (!open.remove(hold)) {
                differences.add(
                        Promise.HOLDS_END_ONCE,
                        "expired, but %s: %s"
                                .formatted(placed.contains(hold) ? "ended otherwise" : "never placed", hold));
            }
        }
    }
}
