package io.pacioli.reliability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What clients send: the request of a client and a number is always the same, so that it need not be kept to be sent again, or to
 * be compared with what is stored.
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
    private static final int PER_MILLE = 1_000;
    private static final String KEY = "%d-%d";

    private final long seed;
    private final int opener;

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

    /** How many requests come before all others: they open the ledgers. */
    static final int OPENINGS = 3;

    Request of(int client, int number) {
        return client == opener && number < OPENINGS ? opening(client, number) : drawn(client, number);
    }

    private static Request opening(int client, int number) {
        String key = KEY.formatted(client, number);
        return switch (number) {
            case 0 -> ledger(key, MAIN, "open");
            case 1 -> ledger(key, STRICT, "strict");
            default -> ledger(key, FULL, "open");
        };
    }

    private Request drawn(int client, int number) {
        SplittableRandom random = new SplittableRandom(seed * 31 + client * 1_000_003L + number * 7_919L);
        String key = KEY.formatted(client, number);
        int draw = random.nextInt(PER_MILLE);
        if (draw < 840) {
            return Request.posting(key, movement(random), identified(draw, key, random));
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
                Effect.account(STRICT, path),
                null,
                true);
    }

    private static Request ledger(String key, String id, String chart) {
        return new Request(
                "/v1/ledgers",
                key,
                """
                {"id":"%s","name":"%s","timeZone":"Europe/Berlin","chart":"%s","currencies":[{"code":"%s"}]}""".formatted(id, id, chart, Movement.CURRENCY),
                List.of(),
                Effect.ledger(id),
                null,
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
