package io.pacioli.command;

import io.pacioli.model.Comparison;
import io.pacioli.model.Steps;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.ActionChain;

/** Random sequences of commands, valid and not: the domain decides each as the reference model does. */
class DomainAgreesWithModelProperties {

    private static final int STEPS_MAX = 40;

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void the_domain_decides_every_command_as_the_model_does(@ForAll("sequences") ActionChain<Comparison> sequence) {
        sequence.run();
    }

    @Provide
    Arbitrary<ActionChain<Comparison>> sequences() {
        return Steps.forDomain(DomainInMemory::new).withMaxTransformations(STEPS_MAX);
    }
}
