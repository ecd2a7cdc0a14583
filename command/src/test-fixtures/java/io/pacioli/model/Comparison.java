package io.pacioli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.model.Outcome.Item;
import io.pacioli.model.Outcome.Recorded;
import io.pacioli.model.Outcome.Refused;
import io.pacioli.model.Outcome.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCollector;

/** Takes each step twice, with the model and with what is tested, and fails at the first difference. */
public final class Comparison {

    /** How often each kind of answer was given is printed after a run. */
    static final String STATISTICS = "answers";

    private record Sent(String key, Request request, boolean dry) {}

    private final ReferenceBooks model = new ReferenceBooks();
    private final List<Sent> sent = new ArrayList<>();
    private final Subject subject;

    public Comparison(Subject subject) {
        this.subject = subject;
        Steps.BEGINNING.forEach(request -> take(new Step.Send(request)));
    }

    public void take(Step step) {
        if (step instanceof Step.SendAll(List<Request> requests)) {
            requests.forEach(request -> send(next(new Step.Send(request))));
        } else {
            send(next(step));
        }
        subject.expectSame(model);
    }

    private void send(Sent next) {
        sent.add(next);
        Optional<String> formRefused =
                subject.isService() ? ReferenceForm.refuses(next.request()) : Optional.empty();
        Outcome actual = next.dry()
                ? subject.dryRun(next.key(), next.request())
                : subject.answer(next.key(), next.request());
        if (formRefused.isPresent()) {
            collect(formRefused.get());
            assertThat(actual).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                    .isEqualTo(formRefused.get()));
        } else {
            Outcome expected = next.dry()
                    ? model.dryRun(next.key(), next.request())
                    : model.decide(next.key(), next.request());
            collect(expected);
            assertThat(actual).isEqualTo(expected);
        }
    }

    private Sent next(Step step) {
        String fresh = "key-" + sent.size();
        return switch (step) {
            case Step.Send(Request request) -> new Sent(fresh, request, false);
            case Step.SendAll _ -> throw new IllegalArgumentException("is sent one by one");
            case Step.SendAgain(int which) ->
                new Sent(subject.isService() ? before(which).key() : fresh, before(which).request(), false);
            case Step.SendWithKeyOf(int which, Request request) ->
                new Sent(subject.isService() ? before(which).key() : fresh, request, false);
            case Step.DryRun(Step real) -> new Sent(next(real).key(), next(real).request(), true);
        };
    }

    private Sent before(int which) {
        return sent.get(Math.max(0, sent.size() - 1 - which));
    }

    private static void collect(Outcome outcome) {
        switch (outcome) {
            case Refused(String code, List<String> _) -> collect(code);
            case Recorded recorded -> {
                collect(recorded.replayed() ? "replayed" : "recorded");
                recorded.items().forEach(Comparison::collect);
            }
            case Outcome.DryRun _ -> collect("dry run");
        }
    }

    private static void collect(Item item) {
        collect("item: " + (item instanceof Rejected rejected ? rejected.code() : item.getClass().getSimpleName()));
    }

    private static void collect(String answer) {
        StatisticsCollector answers = Statistics.label(STATISTICS);
        answers.collect(answer);
    }
}
