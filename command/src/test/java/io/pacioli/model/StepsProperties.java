package io.pacioli.model;

import static java.util.stream.Collectors.toCollection;

import io.pacioli.domain.decision.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.statistics.Statistics;

/**
 * The random steps meet every rule that there is: a model that is never asked would agree with anything.
 *
 * <p>The seed is fixed and nothing but the model is asked, so this finds the same each time. A new rejection fails here until a step
 * provokes it.
 */
class StepsProperties {

    private static final int MET_OFTEN = 3;

    private static final List<String> OF_FORM = List.of(
            "INVALID_REQUEST",
            "BATCH_EMPTY",
            "ADJUSTMENT_NOT_TAKEN",
            "DEPENDENCY_NOT_EARLIER",
            "DEPENDENCY_REPEATED",
            "FIELD_MISSING",
            "METADATA_KEY_CONTRADICTED",
            "CONDITION_EMPTY",
            "LIMITS_EMPTY",
            "LIMITS_CONTRADICTORY",
            "CURRENCY_DUPLICATE",
            "EXCHANGE_CURRENCIES_EQUAL",
            "EXCHANGE_RATE_MALFORMED",
            "POSTINGS_TOO_FEW",
            "ACCOUNT_PATH_MALFORMED",
            "CURRENCY_CODE_MALFORMED",
            "AMOUNT_NEGATIVE",
            "AMOUNT_MALFORMED",
            "AMOUNT_TOO_LONG",
            "AMOUNT_ZERO");

    /** What is met only by who asks while another request is half done; the model does each as a whole. */
    private static final List<String> BETWEEN_STEPS = List.of("CLOSING_ENTRIES_AWAITED", "CLOSING_ENTRIES_OVERTAKEN");

    /** Bounds that a sequence of steps does not come to. */
    private static final List<String> OF_SIZE =
            List.of("BATCH_TOO_LARGE", "CLOSING_ENTRIES_TOO_MANY", "REOPENING_TOO_LARGE");

    private static final List<String> OF_TIME = List.of("HOLD_EXPIRED", "HOLD_NOT_DUE");

    @Property(tries = 400, seed = "1494", edgeCases = EdgeCasesMode.NONE)
    void the_steps_meet_every_rule_and_every_kind_of_answer(@ForAll("sequences") ActionChain<Comparison> sequence) {
        sequence.run();

        TreeSet<String> answers = Arrays.stream(Rejection.class.getPermittedSubclasses())
                .map(rule -> rule.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT))
                .collect(toCollection(TreeSet::new));
        answers.removeAll(OF_TIME);
        answers.removeAll(BETWEEN_STEPS);
        answers.removeAll(OF_SIZE);
        answers.addAll(OF_FORM);
        answers.addAll(List.of(
                "recorded",
                "replayed",
                "dry run",
                "item: Posted",
                "item: Held",
                "item: Ended",
                "item: Noted",
                "item: Opened",
                "item: AccountChanged",
                "item: Skipped",
                "item: UNBALANCED"));
        Statistics.label(Comparison.STATISTICS)
                .coverage(met -> answers.forEach(answer -> met.check(answer).count(times -> times >= MET_OFTEN)));
    }

    /** Time passes for the domain alone: no client of a service can have a hold expire by asking for it. */
    @Property(tries = 70, seed = "1494", edgeCases = EdgeCasesMode.NONE)
    void the_steps_for_the_domain_meet_every_rule_of_time(@ForAll("timely") ActionChain<Comparison> sequence) {
        sequence.run();

        Statistics.label(Comparison.STATISTICS)
                .coverage(met -> OF_TIME.forEach(answer -> met.check(answer).count(times -> times >= MET_OFTEN)));
    }

    @Provide
    Arbitrary<ActionChain<Comparison>> timely() {
        return Steps.forDomain(ModelAlone::new).withMaxTransformations(40);
    }

    @Provide
    Arbitrary<ActionChain<Comparison>> sequences() {
        return Steps.forService(ModelAlone::new).withMaxTransformations(40);
    }

    private static final class ModelAlone implements Subject {

        private final ReferenceBooks books = new ReferenceBooks();

        @Override
        public Outcome answer(String key, Request request) {
            Optional<String> refused = ReferenceForm.refuses(request);
            return refused.isPresent() ? new Outcome.Refused(refused.get(), List.of()) : books.decide(key, request);
        }

        @Override
        public Outcome dryRun(String key, Request request) {
            Optional<String> refused = ReferenceForm.refuses(request);
            return refused.isPresent() ? new Outcome.Refused(refused.get(), List.of()) : books.dryRun(key, request);
        }

        @Override
        public void expectSame(ReferenceBooks model) {
            // It is the model.
        }

        @Override
        public boolean isService() {
            return true;
        }
    }
}
