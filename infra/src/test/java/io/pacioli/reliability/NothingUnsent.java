package io.pacioli.reliability;

/** Nothing is stored that nobody sent: every event belongs to a request of a client, and the request is whole. */
final class NothingUnsent implements EffectInvariant {

    private final Memory memory;
    private final Differences differences;

    NothingUnsent(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
    }

    @Override
    public void see(Effect effect) {
        if (memory.sender(effect) == null) {
            differences.add(Promise.NOTHING_UNSENT, "nobody sent " + effect);
        } else if (!effect.isWhole()) {
            differences.add(Promise.NOTHING_UNSENT, "more or less is stored than belongs together with " + effect);
        }
    }

    @Override
    public void end() {
        // What is not there is for others to tell.
    }
}
