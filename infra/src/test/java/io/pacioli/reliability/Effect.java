package io.pacioli.reliability;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request has led to, as it is stored.
 *
 * @param key the idempotency key that the last of its events carries
 * @param position the position of that event
 * @param movements what it posted, in order
 * @param reserve what it did to what is in reserve, or null
 * @param ledgers the ledgers that it opened
 * @param accounts the accounts that it opened, by name or by their first posting
 * @param isWhole whether it has as many events as the last of them says
 */
record Effect(
        String key,
        long position,
        List<Movement> movements,
        Request.@Nullable Reserve reserve,
        Set<String> ledgers,
        Set<String> accounts,
        boolean isWhole) {

    static String ledger(String id) {
        return id + " ledger";
    }

    static String account(String ledger, String path) {
        return ledger + " account " + path;
    }

    /** Whether it is what a request asks for, no more and no less. */
    boolean isOf(Request request) {
        return isWhole
                && movements.equals(request.movements())
                && Objects.equals(reserve, request.reserve())
                && isMadeBy(request);
    }

    private boolean isMadeBy(Request request) {
        String made = request.made();
        boolean asAsked = made == null ? ledgers.isEmpty() : ledgers.contains(made) || accounts.contains(made);
        return asAsked
                && ledgers.size() <= 1
                && accounts.stream().allMatch(account -> account.equals(made) || isTouched(account));
    }

    private boolean isTouched(String account) {
        return Stream.concat(movements.stream(), Stream.ofNullable(reserve == null ? null : reserve.placed()))
                .anyMatch(movement -> account.equals(account(movement.ledger(), movement.debited()))
                        || account.equals(account(movement.ledger(), movement.credited())));
    }

    /** Its first words, for whoever has to find it. */
    @Override
    public String toString() {
        return "%s at position %d: %d transactions".formatted(key, position, movements.size());
    }

    /** Whose request it is, or null where no client of this run sends such keys. */
    Requests.@Nullable Origin origin() {
        return Requests.Origin.of(key);
    }
}
