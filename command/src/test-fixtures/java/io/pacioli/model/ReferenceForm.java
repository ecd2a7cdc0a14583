package io.pacioli.model;

import io.pacioli.model.Request.Batch;
import io.pacioli.model.Request.ChangeMetadata;
import io.pacioli.model.Request.Condition;
import io.pacioli.model.Request.Item;
import io.pacioli.model.Request.Line;
import io.pacioli.model.Request.OpenAccount;
import io.pacioli.model.Request.Post;
import io.pacioli.model.Request.Reverse;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules for how a request is written, which are asked before any ledger: those of them that a sequence of steps breaks. */
final class ReferenceForm {

    private static final String PATH = "[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9][A-Za-z0-9._-]*)*";

    private ReferenceForm() {}

    /** The code with which the request is refused for its form, if it is. */
    static Optional<String> refuses(Request request) {
        Set<String> codes = new HashSet<>();
        collect(request, codes);
        return codes.size() > 1 ? Optional.of("INVALID_REQUEST") : codes.stream().findFirst();
    }

    private static void collect(Request request, Set<String> codes) {
        switch (request) {
            case OpenAccount open -> opened(open, true, codes);
            case Request.ChangeLimits change -> {
                if (!change.account().matches(PATH)) {
                    codes.add("ACCOUNT_PATH_MALFORMED");
                    return;
                }
                if (change.limits().isEmpty()) {
                    codes.add("LIMITS_EMPTY");
                }
                limits(change.limits(), true, codes);
            }
            case Post post -> post(post, codes);
            case Request.IfVersion change -> collect(change.request(), codes);
            case Request.Forced(Request inner) -> collect(inner, codes);
            case Request.Hold hold -> {
                post(hold.proposed(), codes);
                if (hold.proposed().adjustment()) {
                    codes.add("ADJUSTMENT_NOT_TAKEN");
                }
            }
            case Request.PostHold hold -> {
                if (hold.part() != null) {
                    lines(hold.part(), codes);
                }
                conditions(hold.conditions(), codes);
            }
            case Reverse reverse -> {
                if (reverse.part() != null) {
                    lines(reverse.part(), codes);
                }
                conditions(reverse.conditions(), codes);
            }
            case ChangeMetadata change -> change(change.merge(), change.delete(), codes);
            case Request.ChangeAccountMetadata change -> change(change.merge(), change.delete(), codes);
            case Batch batch -> batch(batch.items(), codes);
            default -> {}
        }
    }

    /** @param sound whether nothing is wrong with what comes before it in the same object */
    private static void opened(OpenAccount open, boolean sound, Set<String> codes) {
        Set<String> own = new HashSet<>();
        path(open.path(), own);
        limits(open.limits(), sound && own.isEmpty(), own);
        long named = open.currencies().stream()
                .map(currency -> currency.split("/", 2)[0])
                .distinct()
                .count();
        if (sound && own.isEmpty() && named < open.currencies().size()) {
            own.add("CURRENCY_DUPLICATE");
        }
        codes.addAll(own);
    }

    /** Whether a currency is named twice is only looked at where everything before it is sound. */
    private static void limits(List<Request.Limit> limits, boolean sound, Set<String> codes) {
        for (Request.Limit limit : limits) {
            if (limit.minimum() != null
                    && limit.maximum() != null
                    && new BigDecimal(limit.minimum()).compareTo(new BigDecimal(limit.maximum())) > 0) {
                codes.add("LIMITS_CONTRADICTORY");
            }
        }
        if (sound && codes.isEmpty() && limits.stream().map(Request.Limit::code).distinct().count() < limits.size()) {
            codes.add("CURRENCY_DUPLICATE");
        }
    }

    private static void change(Map<String, String> merge, List<String> delete, Set<String> codes) {
        if (merge.isEmpty() && delete.isEmpty()) {
            codes.add("FIELD_MISSING");
        }
        if (delete.stream().anyMatch(merge::containsKey)) {
            codes.add("METADATA_KEY_CONTRADICTED");
        }
    }

    private static void batch(List<Item> items, Set<String> codes) {
        if (items.isEmpty()) {
            codes.add("BATCH_EMPTY");
        }
        for (int place = 0; place < items.size(); place++) {
            Item item = items.get(place);
            boolean sound = dependsOn(item.dependsOn(), place, codes);
            // What a change of metadata says is only looked at where everything before it is sound.
            if (item.request() instanceof OpenAccount open) {
                opened(open, sound, codes);
            } else if (sound || !(item.request() instanceof ChangeMetadata)) {
                collect(item.request(), codes);
            }
        }
    }

    private static boolean dependsOn(List<Integer> dependsOn, int place, Set<String> codes) {
        if (dependsOn.stream().anyMatch(other -> other < 0 || other >= place)) {
            codes.add("DEPENDENCY_NOT_EARLIER");
            return false;
        }
        if (dependsOn.stream().distinct().count() < dependsOn.size()) {
            codes.add("DEPENDENCY_REPEATED");
            return false;
        }
        return true;
    }

    private static void post(Post post, Set<String> codes) {
        lines(post.lines(), codes);
        conditions(post.conditions(), codes);
        if (post.exchange() != null) {
            if (post.exchange().fromCode().equals(post.exchange().toCode())) {
                codes.add("EXCHANGE_CURRENCIES_EQUAL");
            }
            if (!post.exchange().rate().matches("(0|[1-9][0-9]{0,19})(\\.[0-9]{1,18})?")
                    || post.exchange().rate().matches("[0.]+")) {
                codes.add("EXCHANGE_RATE_MALFORMED");
            }
        }
    }

    private static void conditions(List<Condition> conditions, Set<String> codes) {
        if (conditions.size() > 100) {
            codes.add("CONDITIONS_TOO_MANY");
            return;
        }
        for (Condition condition : conditions) {
            path(condition.account(), codes);
            if (condition.isWithoutAmount()
                    && (condition.currency() != null || condition.expectedVersion() == null)) {
                codes.add("CONDITION_EMPTY");
            }
        }
    }

    private static void lines(List<Line> lines, Set<String> codes) {
        if (lines.size() < 2) {
            codes.add("POSTINGS_TOO_FEW");
            return;
        }
        for (Line line : lines) {
            path(line.account(), codes);
            amount(line.amount(), codes);
            if (!line.currency().matches("[A-Z]+(/([0-9]|1[0-8]))?")) {
                codes.add("CURRENCY_CODE_MALFORMED");
            }
        }
    }

    private static void path(String path, Set<String> codes) {
        if (!path.matches(PATH)) {
            codes.add("ACCOUNT_PATH_MALFORMED");
        }
    }

    private static void amount(String amount, Set<String> codes) {
        if (amount.matches("-(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
            codes.add("AMOUNT_NEGATIVE");
        } else if (!amount.matches("(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
            codes.add("AMOUNT_MALFORMED");
        } else if (amount.replace(".", "").length() > 38) {
            codes.add("AMOUNT_TOO_LONG");
        } else if (amount.matches("[0.]+")) {
            codes.add("AMOUNT_ZERO");
        }
    }
}
