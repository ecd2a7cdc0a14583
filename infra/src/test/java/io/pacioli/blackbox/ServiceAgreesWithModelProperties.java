package io.pacioli.blackbox;

import io.pacioli.model.Comparison;
import io.pacioli.model.Steps;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.ActionChain;

/**
 * Random sequences of requests, valid and not: the service answers each as the reference model does, and shows the same books, while
 * its read tables are made anew and switched to all along.
 */
class ServiceAgreesWithModelProperties {

    private static final int STEPS_MAX = 30;

    private static RebuildingAllAlong rebuilding;

    @BeforeContainer
    static void rebuild() {
        rebuilding = new RebuildingAllAlong(Service.shared());
    }

    @AfterContainer
    static void end() throws InterruptedException {
        rebuilding.end();
    }

    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
    void the_service_answers_every_request_as_the_model_does(@ForAll("sequences") ActionChain<Comparison> sequence) {
        sequence.run();
    }

    @Provide
    Arbitrary<ActionChain<Comparison>> sequences() {
        return Steps.forService(() -> new ServiceOverHttp(Service.shared())).withMaxTransformations(STEPS_MAX);
    }
}
