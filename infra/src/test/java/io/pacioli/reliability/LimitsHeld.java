package io.pacioli.reliability;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * No total of an account ever passed 38 digits, and nothing was rejected for that which would have fitted; and the account that has
 * limits of its own was never beyond them.
 */
final class LimitsHeld implements EffectInvariant {

    private static final int DIGITS_MAX = 38;
    private static final int DECIMALS = 2;

    private final Memory memory;
    private final Differences differences;
    private final Map<String, BigDecimal> debits = new HashMap<>();
    private final Map<String, BigDecimal> credits = new HashMap<>();
    private BigDecimal inWallet = BigDecimal.ZERO;

    LimitsHeld(Memory memory, Differences differences) {
        this.memory = memory;
        this.differences = differences;
    }

    @Override
    public void see(Effect effect) {
        for (Movement movement : effect.movements()) {
            BigDecimal debited = debits.merge(debited(movement), movement.amount(), BigDecimal::add);
            BigDecimal credited = credits.merge(credited(movement), movement.amount(), BigDecimal::add);
            if (isTooLarge(debited) || isTooLarge(credited)) {
                differences.add(Promise.LIMITS_HELD, "passed by " + effect);
            }
            if (movement.credited().equals(Requests.WALLET)) {
                inWallet = inWallet.add(movement.amount());
            } else if (movement.debited().equals(Requests.WALLET)) {
                inWallet = inWallet.subtract(movement.amount());
            }
        }
        if (inWallet.signum() < 0 || inWallet.compareTo(Requests.WALLET_MAXIMUM) > 0) {
            differences.add(Promise.LIMITS_HELD, "%s in the wallet after %s".formatted(inWallet, effect));
        }
    }

    /** Totals never fall: whatever was rejected while the run lasted does not fit now. */
    @Override
    public void end() {
        for (Client client : memory.clients()) {
            for (int number = 0; number < client.record().sent(); number++) {
                Request request = client.request(number);
                if (request.rejections().contains(Requests.TOO_LARGE)
                        && client.record().isRejected(number)
                        && request.movements().stream().allMatch(this::fits)) {
                    differences.add(Promise.LIMITS_HELD, "rejected, though it fits: " + request.key());
                }
            }
        }
    }

    private boolean fits(Movement movement) {
        BigDecimal debited = debits.getOrDefault(debited(movement), BigDecimal.ZERO);
        BigDecimal credited = credits.getOrDefault(credited(movement), BigDecimal.ZERO);
        return !isTooLarge(debited.add(movement.amount())) && !isTooLarge(credited.add(movement.amount()));
    }

    private static String debited(Movement movement) {
        return Effect.account(movement.ledger(), movement.debited());
    }

    private static String credited(Movement movement) {
        return Effect.account(movement.ledger(), movement.credited());
    }

    private static boolean isTooLarge(BigDecimal total) {
        return total.movePointRight(DECIMALS).toBigInteger().toString().length() > DIGITS_MAX;
    }
}
