package io.pacioli.model;

import static io.pacioli.model.ReferenceFilter.compared;
import static io.pacioli.model.ReferenceFilter.isNoneOf;
import static io.pacioli.model.ReferenceFilter.isOneOf;
import static io.pacioli.model.ReferenceFilter.oneOf;
import static io.pacioli.model.ReferenceFilter.someOf;

import io.pacioli.model.StandingFilter.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Random filters of transactions that have something by which they are looked up. */
final class StandingFilters {

    private final Random random;

    StandingFilters(Random random) {
        this.random = random;
    }

    /**
     * What is joined by and.
     *
     * @param besideAccount whether an account is named beside it, so that nothing in it needs one
     */
    List<StandingFilter> conjuncts(boolean besideAccount) {
        return conjuncts(besideAccount, 2);
    }

    /** @param furtherMax how many parts nothing has to be looked up by; an or has fewer, which keeps a filter within its bounds */
    private List<StandingFilter> conjuncts(boolean besideAccount, int furtherMax) {
        List<StandingFilter> parts = new ArrayList<>();
        StandingFilter first = besideAccount && random.nextBoolean()
                ? StandingFilter.ofPosting(detail())
                : furtherMax > 1 && random.nextInt(4) == 0 ? either() : lookedUp();
        parts.add(first);
        while (parts.size() <= furtherMax && random.nextInt(3) == 0) {
            parts.add(further(besideAccount || first.ofPosting() != null));
        }
        return parts;
    }

    private StandingFilter either() {
        return StandingFilter.any(Stream.generate(() -> StandingFilter.all(conjuncts(false, 1)))
                .limit(2)
                .toList());
    }

    private StandingFilter lookedUp() {
        return switch (random.nextInt(6)) {
            case 0 -> StandingFilter.of(isOneOf("status", someOf(random, List.of("pending", "voided", "reversed", "partly-reversed")), each -> List.of(each.status())));
            case 1 -> StandingFilter.of(isOneOf("reference", someOf(random, List.of("INV-1", "inv-1", "4")), each -> Stream.ofNullable(each.reference()).toList()));
            case 2 -> StandingFilter.of(metadata(true));
            default -> StandingFilter.ofPosting(posting());
        };
    }

    /** @param besideAccount whether it is said of the same posting to which account that is */
    private StandingFilter further(boolean besideAccount) {
        return switch (random.nextInt(besideAccount ? 7 : 5)) {
            case 0 -> StandingFilter.of(isNoneOf("status", someOf(random, List.of("posted", "voided", "reversed")), each -> List.of(each.status())));
            case 1 -> StandingFilter.of(isNoneOf("reference", someOf(random, List.of("INV-1", "4")), each -> Stream.ofNullable(each.reference()).toList()));
            case 2 -> StandingFilter.of(metadata(false));
            case 3 -> StandingFilter.of(compared("effectiveDate", "!=", oneOf(random, ReferenceLists.DAYS), Standing::day));
            case 4 -> lookedUp();
            case 5 -> StandingFilter.ofPosting(detail());
            default -> StandingFilter.ofPosting(ReferenceFilter.any(List.of(detail(), random.nextBoolean() ? detail() : account())));
        };
    }

    /** That there is such a posting: what is said of it begins with its account, whatever is joined by or. */
    private ReferenceFilter<Place> posting() {
        return random.nextInt(4) == 0
                ? ReferenceFilter.any(List.of(ofAccount(), ofAccount()))
                : ofAccount();
    }

    private ReferenceFilter<Place> ofAccount() {
        return random.nextBoolean() ? account() : ReferenceFilter.all(List.of(account(), detail()));
    }

    private ReferenceFilter<Place> account() {
        return ReferenceFilter.like("account", someOf(random, ReferenceLists.PATTERNS), place -> place.line().account());
    }

    /** What is true of no line in reserve. */
    private ReferenceFilter<Place> detail() {
        ReferenceFilter<Request.Line> detail = switch (random.nextInt(3)) {
            case 0 -> isOneOf("direction", List.of(oneOf(random, List.of("debit", "credit"))), each -> List.of(each.debit() ? "debit" : "credit"));
            case 1 -> isOneOf("currency", someOf(random, List.of("EUR", "CHF", "JPY")), each -> List.of(each.code()));
            default -> compared(
                    "amount",
                    oneOf(random, List.of("==", "=ge=", "=gt=", "=le=", "=lt=")),
                    new BigDecimal(oneOf(random, List.of("1", "7.00", "12.3"))),
                    each -> new BigDecimal(each.amount()));
        };
        return new ReferenceFilter<>(
                detail.text(), place -> place.isPosted() && detail.meaning().test(place.line()));
    }

    private ReferenceFilter<Standing> metadata(boolean is) {
        String key = oneOf(random, List.of("a", "b", "c"));
        List<String> values = someOf(random, ReferenceLists.VALUES);
        return is
                ? isOneOf("metadata." + key, values, each -> valueOf(each.metadata(), key))
                : isNoneOf("metadata." + key, values, each -> valueOf(each.metadata(), key));
    }

    private static List<String> valueOf(Map<String, String> metadata, String key) {
        return Stream.ofNullable(metadata.get(key)).toList();
    }
}
