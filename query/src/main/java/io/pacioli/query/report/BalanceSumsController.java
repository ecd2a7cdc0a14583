package io.pacioli.query.report;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.decision.RequestRefused;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.balance.BalanceSum;
import io.pacioli.projections.balance.BalanceSums;
import io.pacioli.projections.balance.Dimension;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.snapshot.Clocks;
import io.pacioli.query.answer.JsonAnswer;
import io.pacioli.query.answer.KnownLedgers;
import io.pacioli.query.answer.KnownPositions;
import io.pacioli.query.answer.Reads;
import io.pacioli.query.filter.FilterLanguage;
import io.pacioli.query.request.KnownAt;
import io.pacioli.query.request.Names;
import io.pacioli.query.request.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows sums of balances by what accounts have in common. */
@RestController
@RequestMapping(path = "/v1/ledgers/{ledger}/balances", produces = MediaType.APPLICATION_JSON_VALUE)
class BalanceSumsController {

    /** It does not come in pages: a report is read as a whole. */
    static final int GROUPS_MAX = 10_000;

    private record Found(long position, List<BalanceSum> sums) {}

    private final KnownPositions knownPositions;
    private final Reads reads;
    private final KnownLedgers ledgers;
    private final BalanceSums sums;

    BalanceSumsController(KnownPositions knownPositions, Reads reads, KnownLedgers ledgers, BalanceSums sums) {
        this.knownPositions = knownPositions;
        this.reads = reads;
        this.ledgers = ledgers;
        this.sums = sums;
    }

    @GetMapping
    void balances(@PathVariable String ledger, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LedgerId ledgerId = Names.ledger(ledger);
        Parameters parameters = Parameters.of(request, "groupBy", "asOf", "knownAt", "filter");
        List<Dimension> dimensions = parameters.parsed("groupBy", GroupBy::parse, GroupBy.RULE, List.of());
        LocalDate asOf = parameters.date("asOf");
        KnownAt knownAt = parameters.knownAt();
        Condition filter = parameters.filter(FilterLanguage.BALANCES);
        parameters.refuseIfAny();
        long known = knownPositions.await(request, ledgerId, knownAt);
        Found found = read(ledgerId, dimensions, filter, new Clocks(asOf, known));
        new JsonAnswer(request, response)
                .send(
                        found.position(),
                        json -> BalanceSumsJson.write(json, ledgerId, asOf, knownAt, dimensions, found.sums()));
    }

    private Found read(LedgerId ledger, List<Dimension> dimensions, @Nullable Condition filter, Clocks clocks) {
        return reads.readBounded(snapshot -> {
            long ledgerId = ledgers.id(snapshot, ledger, clocks.knownAt());
            List<BalanceSum> found = sums.of(snapshot, ledgerId, dimensions, filter, clocks, GROUPS_MAX + 1);
            if (found.size() > GROUPS_MAX) {
                throw new RequestRefused(
                        ProblemCode.REPORT_TOO_LARGE,
                        "There are more than %,d groups. Group by less, or add a filter such as account==assets:**."
                                .formatted(GROUPS_MAX));
            }
            return new Found(snapshot.position(), found);
        });
    }
}
