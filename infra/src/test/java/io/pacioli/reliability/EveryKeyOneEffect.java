package io.pacioli.reliability;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Every key that was sent has exactly one effect; one that was rejected to the end has none. */
final class EveryKeyOneEffect implements EffectInvariant {

    private final Memory memory;
    private final Differences differences;
    private final List<BitSet> seen;

    EveryKeyOneEffect(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
        this.seen = Stream.generate(BitSet::new).limit(memory.clients().size()).toList();
    }

    @Override
    public void see(Effect effect) {
        Client sender = memory.sender(effect);
        if (sender == null) {
            return;
        }
        int number = effect.origin().number();
        BitSet ofSender = seen.get(sender.number());
        if (ofSender.get(number)) {
            differences.add(Promise.EVERY_KEY_ONE_EFFECT, "there once more: " + effect);
        }
        ofSender.set(number);
        if (!sender.record().isAcknowledged(number)) {
            differences.add(Promise.EVERY_KEY_ONE_EFFECT, "stored, but not acknowledged: " + effect);
        }
    }

    @Override
    public void end() {
        for (Client client : memory.clients()) {
            for (int number = 0; number < client.record().sent(); number++) {
                if (!client.record().isAnswered(number)) {
                    differences.add(
                            Promise.EVERY_KEY_ONE_EFFECT,
                            "never answered: " + client.request(number).key());
                } else if (client.record().isAcknowledged(number)
                        && !seen.get(client.number()).get(number)) {
                    differences.add(
                            Promise.EVERY_KEY_ONE_EFFECT,
                            "acknowledged, but not stored: "
                                    + client.request(number).key());
                }
            }
        }
    }
}
