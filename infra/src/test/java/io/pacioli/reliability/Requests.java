package io.pacioli.reliability;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What clients send: the request of a client and a number is always the same, so that it need not be kept to be sent again, or to
 * be compared with what is stored. Only when a hold is to expire is remembered, as that depends on when it is asked for.
 */
final class Requests {

    /** Its chart is open; most transactions go to and fro between a few of its accounts. */
    static final String MAIN = "main";
    /** Its chart is strict; accounts are opened in it all the time. */
    static final String STRICT = "strict";
    /** Its accounts are filled, one after the other, until their totals would pass 38 digits. */
    static final String FULL = "full";
    /** The code with which an account that is full rejects a transfer. */
    static final String TOO_LARGE = "BALANCE_TOO_LARGE";

    /** An account of the main ledger that may not be overdrawn, and not hold more than its maximum. */
    static final String WALLET = "liabilities:wallet";

    static final BigDecimal WALLET_MAXIMUM = new BigDecimal("300.00");

    private static final List<String> ACCOUNTS = List.of(
            "assets:bank",
            "assets:cash",
            "assets:receivables",
            "liabilities:card",
            "liabilities:payables",
            "equity:owner",
            "income:sales",
            "income:interest",
            "expenses:rent",
            "expenses:wages");
    /** After so many requests each client turns to the next account that is to be filled: all together fill it, and more. */
    private static final int REQUESTS_PER_FULL_ACCOUNT = 200;

    private static final BigDecimal A_TENTH_OF_THE_BOUND = new BigDecimal("1" + "0".repeat(35) + ".00");
    private static final int BATCH_ITEMS_MAX = 8;
    private static final int CENTS_MAX = 1_000_000;
    private static final int WALLET_CENTS_MAX = 10_000;
    private static final int PER_MILLE = 1_000;
    private static final String KEY = "%d-%d";

    /** Of so many requests of a client one places a hold, and one later ends it or leaves it be. */
    private static final int CYCLE = 8;

    private static final int PLACES_HOLD = 3;
    private static final int ENDS_HOLD = 5;
    private static final int EXPIRY_MILLIS_MAX = 4_000;

    private final long seed;
    private final int opener;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.now());
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    /** @param opener the client whose first requests open the ledgers */
    Requests(long seed, int opener) {
        this.seed = seed;
        this.opener = opener;
    }

    /** The client and the number of a key, or null where it is none of ours. */
    record Origin(int client, int number) {
        static @Nullable Origin of(String key) {
            if (!key.matches("\\d{1,4}-\\d{1,9}")) {
                return null;
            }
            int hyphen = key.indexOf('-');
            return new Origin(Integer.parseInt(key.substring(0, hyphen)), Integer.parseInt(key.substring(hyphen + 1)));
        }
    }

    /** How many requests come before all others: they open the ledgers, and the account with limits. */
    static final int OPENINGS = 4;

    Request of(int client, int number) {
        if (client == opener && number < OPENINGS) {
            return opening(client, number);
        }
        return switch (number % CYCLE) {
            case PLACES_HOLD -> holding(client, number);
            case ENDS_HOLD -> ending(client, number);
            default -> drawn(client, number);
        };
    }

    /** Tells at which moment something was recorded: the time of the books, which the clocks of nodes may be far behind. */
    void recorded(Instant moment) {
        latest.accumulateAndGet(moment, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** A third of them expire within seconds, as many have years, and the others do not expire. */
    private Request holding(int client, int number) {
        SplittableRandom random = random(client, number);
        String hold = hold(random);
        Movement movement = movement(random);
        String expiresAt = switch (random.nextInt(3)) {
            case 0 -> "\"expiresAt\":\"%s\",".formatted(expiry(client, number, random));
            case 1 -> "\"expiresAt\":\"2999-01-01T00:00:00Z\",";
            default -> "";
        };
        return new Request(
                        Request.transactions(MAIN),
                        KEY.formatted(client, number),
                        Request.transaction(
                                movement, "\"id\":\"%s\",\"status\":\"pending\",%s".formatted(hold, expiresAt)),
                        List.of(),
                        Request.Reserve.placed(hold, movement),
                        null,
                        Set.of(),
                        true)
                .unless(Request.NOT_AHEAD);
    }

    /** Soon after the moment at which it is asked for first, and from then on the same. */
    private Instant expiry(int client, int number, SplittableRandom random) {
        return expiries.computeIfAbsent(
                KEY.formatted(client, number),
                key -> latest.get()
                        .plusMillis(random.nextInt(1, EXPIRY_MILLIS_MAX))
                        .truncatedTo(ChronoUnit.MILLIS));
    }

    /** What becomes of the hold that the same client has placed shortly before, if it could: some are left to themselves. */
    private Request ending(int client, int number) {
        SplittableRandom placing = random(client, number - (ENDS_HOLD - PLACES_HOLD));
        String hold = hold(placing);
        Movement movement = movement(placing);
        SplittableRandom random = random(client, number);
        String key = KEY.formatted(client, number);
        String path = Request.transactions(MAIN) + "/" + hold;
        Request request = switch (random.nextInt(4)) {
            case 0 -> posting(path, key, hold, "{}", movement);
            case 1 -> {
                Movement part = movement.upTo(random.nextInt(1, CENTS_MAX));
                yield posting(path, key, hold, Request.transaction(part, ""), part);
            }
            case 2 ->
                new Request(
                        path + "/void",
                        key,
                        "{}",
                        List.of(),
                        Request.Reserve.ended(hold, "voided"),
                        null,
                        Set.of(),
                        true);
            default -> drawn(client, number);
        };
        return request.reserve() == null ? request : request.unless(Request.EXPIRED, "TRANSACTION_NOT_FOUND");
    }

    private static Request posting(String path, String key, String hold, String body, Movement movement) {
        return new Request(
                path + "/post",
                key,
                body,
                List.of(movement),
                Request.Reserve.ended(hold, "posted"),
                null,
                Set.of(),
                true);
    }

    private static String hold(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private SplittableRandom random(int client, int number) {
        return new SplittableRandom(seed * 31 + client * 1_000_003L + number * 7_919L);
    }

    private static Request opening(int client, int number) {
        String key = KEY.formatted(client, number);
        return switch (number) {
            case 0 -> ledger(key, MAIN, "open");
            case 1 -> ledger(key, STRICT, "strict");
            case 2 -> ledger(key, FULL, "open");
            default -> wallet(key);
        };
    }

    private Request drawn(int client, int number) {
        SplittableRandom random = random(client, number);
        String key = KEY.formatted(client, number);
        int draw = random.nextInt(PER_MILLE);
        if (draw < 800) {
            return Request.posting(key, movement(random), identified(draw, key, random));
        }
        if (draw < 840) {
            return Request.posting(key, throughWallet(random), "").unless(Request.BELOW_MINIMUM, Request.ABOVE_MAXIMUM);
        }
        if (draw < 920) {
            return batch(key, random);
        }
        if (draw < 950) {
            return account(key);
        }
        if (draw < 952) {
            return ledger(key, "l-" + key, "open");
        }
        return draw < 976 ? filling(key, number) : refused(key, random);
    }

    /** In or out, so much that it often comes to what the wallet has, or may have. */
    private static Movement throughWallet(SplittableRandom random) {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(1, WALLET_CENTS_MAX), 2);
        return random.nextBoolean()
                ? new Movement(MAIN, "assets:bank", WALLET, amount)
                : new Movement(MAIN, WALLET, "assets:bank", amount);
    }

    private static Movement movement(SplittableRandom random) {
        int from = random.nextInt(ACCOUNTS.size());
        int to = (from + 1 + random.nextInt(ACCOUNTS.size() - 1)) % ACCOUNTS.size();
        return new Movement(
                MAIN, ACCOUNTS.get(from), ACCOUNTS.get(to), BigDecimal.valueOf(random.nextInt(1, CENTS_MAX), 2));
    }

    /** Some have an id or a reference of their own: a doubled one would be refused, where others would count twice. */
    private static String identified(int draw, String key, SplittableRandom random) {
        return switch (draw % 4) {
            case 0 -> "\"id\":\"%s\",".formatted(new UUID(random.nextLong(), random.nextLong()));
            case 1 -> "\"reference\":\"r-%s\",\"description\":\"%s\",".formatted(key, key);
            default -> "";
        };
    }

    private static Request batch(String key, SplittableRandom random) {
        List<Movement> movements = new ArrayList<>();
        List<String> items = new ArrayList<>();
        boolean atomic = random.nextBoolean();
        int size = random.nextInt(1, BATCH_ITEMS_MAX);
        for (int i = 0; i < size; i++) {
            Movement movement = movement(random);
            movements.add(movement);
            items.add(item(Request.transaction(movement, "")));
        }
        if (!atomic) {
            items.add(random.nextInt(items.size() + 1), item(unbalanced(random)));
        }
        return new Request(
                "/v1/ledgers/%s/batches".formatted(MAIN),
                key,
                items.stream().collect(Collectors.joining(",", "{\"atomic\":" + atomic + ",\"items\":[", "]}")),
                movements,
                null,
                null,
                Set.of(),
                true);
    }

    private static String item(String transaction) {
        return "{\"type\":\"transaction\"," + transaction.substring(1);
    }

    private static String unbalanced(SplittableRandom random) {
        return Request.transaction(movement(random), "")
                .replaceFirst("\"amount\":\"[0-9.]*\"", "\"amount\":\"77777.77\"");
    }

    private static Request account(String key) {
        String path = "assets:" + key;
        return new Request(
                "/v1/ledgers/%s/accounts".formatted(STRICT),
                key,
                "{\"path\":\"%s\",\"type\":\"asset\"}".formatted(path),
                List.of(),
                null,
                Effect.account(STRICT, path),
                Set.of(),
                true);
    }

    private static Request wallet(String key) {
        return new Request(
                "/v1/ledgers/%s/accounts".formatted(MAIN),
                key,
                """
                {"path":"%s","type":"liability",
                 "limits":[{"currency":"%s","minimumBalance":"0","maximumBalance":"%s"}]}""".formatted(WALLET, Movement.CURRENCY, WALLET_MAXIMUM),
                List.of(),
                null,
                Effect.account(MAIN, WALLET),
                Set.of(),
                true);
    }

    private static Request ledger(String key, String id, String chart) {
        return new Request(
                "/v1/ledgers",
                key,
                """
                {"id":"%s","name":"%s","timeZone":"Europe/Berlin","chart":"%s","currencies":[{"code":"%s"}]}""".formatted(id, id, chart, Movement.CURRENCY),
                List.of(),
                null,
                Effect.ledger(id),
                Set.of(),
                true);
    }

    /** Nine of these go to an account; the tenth would take its total past 38 digits. */
    private static Request filling(String key, int number) {
        int account = number / REQUESTS_PER_FULL_ACCOUNT;
        Movement movement =
                new Movement(FULL, "assets:full-" + account, "income:full-" + account, A_TENTH_OF_THE_BOUND);
        return Request.posting(key, movement, "").unless(TOO_LARGE);
    }

    private static Request refused(String key, SplittableRandom random) {
        return random.nextBoolean()
                ? Request.rejected(Request.transactions(MAIN), key, unbalanced(random), "UNBALANCED")
                : Request.rejected(
                        Request.transactions(STRICT),
                        key,
                        Request.transaction(movement(random), ""),
                        "ACCOUNT_NOT_OPEN");
    }
}
