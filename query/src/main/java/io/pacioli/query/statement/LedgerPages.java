package io.pacioli.query.statement;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.projections.account.AccountFilter;
import io.pacioli.projections.account.AccountKey;
import io.pacioli.projections.account.AccountRow;
import io.pacioli.projections.account.Accounts;
import io.pacioli.projections.snapshot.ReadSnapshot;
import io.pacioli.query.report.Period;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Goes through the accounts of a ledger by path, and gathers what moved them until a page is full. */
@Component
class LedgerPages {

    /** How many accounts are looked at with one statement. */
    private static final int ACCOUNTS_AT_ONCE = 500;

    private static final AccountFilter ALL = new AccountFilter(null, null);

    /** After how many accounts a page ends though it is not full: where most have no balance, it would never end. */
    private static final int ACCOUNTS_MAX = 10_000;

    /**
     * What a page has.
     *
     * @param lookedAt behind which account the next page goes on where this one ends though it is not full; else null
     */
    record Found(List<LedgerLine> lines, @Nullable LedgerPlace lookedAt) {}

    /** What is asked for, the same on every page. */
    record Question(
            LedgerId ledger,
            long ledgerId,
            Period period,
            @Nullable CurrencyCode currency,
            long knownAt) {}

    private final Accounts accounts;
    private final Movements movements;
    private final Lines lines;

    LedgerPages(Accounts accounts, Movements movements, Lines lines) {
        this.accounts = accounts;
        this.movements = movements;
        this.lines = lines;
    }

    Found page(ReadSnapshot snapshot, Question question, @Nullable LedgerPlace beyond, int limit) {
        List<LedgerLine> found = new ArrayList<>();
        List<AccountRow> some = first(snapshot, question, beyond);
        int lookedAt = 0;
        while (!some.isEmpty()) {
            add(snapshot, question, some, beyond, found, limit);
            if (found.size() == limit) {
                break;
            }
            lookedAt += some.size();
            AccountPath last = some.getLast().path();
            if (lookedAt >= ACCOUNTS_MAX) {
                return new Found(found, new LedgerPlace(last, null, null));
            }
            some = after(snapshot, question, last.value());
        }
        return new Found(found, null);
    }

    /** The account at a place, some of which may be behind it, and those that follow. */
    private List<AccountRow> first(ReadSnapshot snapshot, Question question, @Nullable LedgerPlace beyond) {
        if (beyond == null) {
            return after(snapshot, question, "");
        }
        List<AccountRow> some = new ArrayList<>();
        accounts.id(snapshot, question.ledgerId(), new AccountKey(question.ledger(), beyond.account()))
                .flatMap(id -> accounts.find(snapshot, id))
                .ifPresent(some::add);
        some.addAll(after(snapshot, question, beyond.account().value()));
        return some;
    }

    private List<AccountRow> after(ReadSnapshot snapshot, Question question, String path) {
        return accounts.page(snapshot, question.ledgerId(), ALL, path, ACCOUNTS_AT_ONCE);
    }

    private void add(
            ReadSnapshot snapshot,
            Question question,
            List<AccountRow> some,
            @Nullable LedgerPlace beyond,
            List<LedgerLine> found,
            int limit) {
        List<Movement> ahead =
                movements.of(snapshot, some, question.period(), question.currency(), question.knownAt()).stream()
                        .filter(movement ->
                                movement.hasEntries() || movement.opening().signum() != 0)
                        .filter(movement -> beyond == null || beyond.isBefore(movement))
                        .toList();
        List<Movement> moved = ahead.stream().filter(Movement::hasEntries).toList();
        boolean within = beyond != null && !moved.isEmpty() && beyond.isWithin(moved.getFirst());
        Deque<Line> entries = new ArrayDeque<>(lines.page(
                snapshot,
                moved,
                question.period(),
                within ? beyond.line() : null,
                question.knownAt(),
                limit - found.size()));
        for (Movement movement : ahead) {
            if (found.size() < limit && !movement.hasEntries()) {
                found.add(new LedgerLine(movement, null));
            }
            while (found.size() < limit && !entries.isEmpty() && isOf(movement, entries.getFirst())) {
                found.add(new LedgerLine(movement, entries.removeFirst()));
            }
        }
    }

    private static boolean isOf(Movement movement, Line line) {
        return line.movement().section().equals(movement.section());
    }
}
