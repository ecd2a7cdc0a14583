package io.pacioli.reliability;

/** What was acknowledged is stored at the position that the answer named, and is what the client had sent. */
final class AcknowledgedExactlyOnce implements EffectInvariant {

    private final Memory memory;
    private final Differences differences;
    private long acknowledged;

    AcknowledgedExactlyOnce(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
    }

    @Override
    public void see(Effect effect) {
        Client sender = memory.sender(effect);
        if (sender == null) {
            return;
        }
        int number = effect.origin().number();
        long position = sender.record().position(number);
        if (position == effect.position()) {
            acknowledged++;
        } else {
            differences.add(
                    Promise.ACKNOWLEDGED_EXACTLY_ONCE, "acknowledged at position %d: %s".formatted(position, effect));
        }
        if (!effect.isOf(sender.request(number))) {
            differences.add(Promise.ACKNOWLEDGED_EXACTLY_ONCE, "not what was sent: " + effect);
        }
    }

    @Override
    public void end() {
        long expected =
                memory.clients().stream().mapToLong(this::acknowledgedTo).sum();
        if (acknowledged != expected) {
            differences.add(
                    Promise.ACKNOWLEDGED_EXACTLY_ONCE,
                    "%d requests were acknowledged, %d are where they should be".formatted(expected, acknowledged));
        }
    }

    private long acknowledgedTo(Client client) {
        long count = 0;
        for (int number = 0; number < client.record().sent(); number++) {
            if (client.record().isAcknowledged(number)) {
                count++;
            }
        }
        return count;
    }
}
