package io.pacioli.command.dispatch;

import static java.util.stream.Collectors.joining;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.decision.Violation;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Right;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Who may ask for what is not for everybody. Every command passes here before it is sent, and nothing else asks: once clients sign
 * in, {@link #isGranted} is what changes. Until then a setting grants a right to all of them or, as it does by default, to none.
 */
@Component
class Rights {

    private final RightsSettings settings;

    Rights(RightsSettings settings) {
        this.settings = settings;
    }

    /** @throws RequestRefused when one of the rights is missing, with every field that needs one that is */
    void require(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        List<Violation> violations = claims.stream()
                .filter(claim -> !isGranted(claim.right()))
                .map(claim -> new Violation(claim.pointer(), code(claim.right()), "needs a right that is not granted"))
                .toList();
        if (!violations.isEmpty()) {
            throw new RequestRefused(
                    violations.getFirst().code(),
                    violations.stream()
                            .map(Violation::pointer)
                            .collect(joining(", ", "The request needs a right that is not granted: ", ".")),
                    violations);
        }
    }

    private boolean isGranted(Right right) {
        return switch (right) {
            case FORCE -> settings.force();
            case ADJUST -> settings.adjust();
        };
    }

    private static ProblemCode code(Right right) {
        return switch (right) {
            case FORCE -> ProblemCode.FORCE_NOT_ALLOWED;
            case ADJUST -> ProblemCode.ADJUSTMENT_NOT_ALLOWED;
        };
    }
}
