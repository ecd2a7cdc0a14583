package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What takes a transaction back takes back no more of any line than there was, stands behind it in the same journal, and says
 * rightly whether anything is left of it.
 *
 * <p>Most transactions are never taken back, so the others are fetched at the end.
 */
final class ReversalsFitOriginals implements Invariant {

    private record Taking(String where, long position, TransactionPosted event, Reversal reversal) {}

    private record Slot(AccountPath account, Direction direction, Currency currency) {}

    private final Findings findings;
    private final Moment moment;
    private final Map<UUID, List<Taking>> takings = new LinkedHashMap<>();

    ReversalsFitOriginals(Findings findings, Moment moment) {
        this.findings = findings;
        this.moment = moment;
    }

    @Override
    public void see(SeenEvent event) {
        UUID reversed = event.continuedStream();
        if (reversed != null && event.event() instanceof TransactionPosted posted && posted.reversal() != null) {
            takings.computeIfAbsent(reversed, stream -> new ArrayList<>(1))
                    .add(new Taking(event.where(), event.position(), posted, posted.reversal()));
        }
    }

    @Override
    public void end() throws SQLException {
        new PostedTransactions(moment).of(takings.keySet(), (stream, original) -> {
            List<Taking> taken = takings.get(stream);
            TransactionId reversed = taken.getFirst().reversal().of();
            if (original == null
                    || original.posting() == null
                    || !original.event().transaction().equals(reversed)) {
                findings.add(
                        this,
                        taken.getFirst().where(),
                        "the transaction %s that it takes back".formatted(reversed),
                        original == null ? "no such transaction" : "it was not posted");
            } else {
                compare(original.posting(), original.postedPosition(), taken);
            }
        });
    }

    private void compare(PostingEvent original, long position, List<Taking> taken) {
        Map<Slot, BigInteger> left = new HashMap<>();
        original.postings()
                .lines()
                .forEach(line -> left.merge(slot(line, line.direction()), amount(line), BigInteger::add));
        for (Taking taking : taken) {
            if (taking.position() <= position) {
                findings.add(this, taking.where(), "after position " + position, "before what it takes back");
            }
            for (Posting line : taking.event().postings().lines()) {
                BigInteger rest = left.merge(
                        slot(line, line.direction().opposite()), amount(line).negate(), BigInteger::add);
                if (rest.signum() < 0) {
                    findings.add(
                            this,
                            taking.where(),
                            "no more than was left of %s".formatted(line.account()),
                            "%s too many minor units".formatted(rest.negate()));
                }
            }
            boolean nothingLeft = left.values().stream().allMatch(rest -> rest.signum() == 0);
            if (nothingLeft != taking.reversal().complete()) {
                findings.add(
                        this,
                        taking.where(),
                        "complete: " + nothingLeft,
                        "complete: " + taking.reversal().complete());
            }
        }
    }

    private static Slot slot(Posting line, Direction direction) {
        return new Slot(line.account(), direction, line.money().currency());
    }

    private static BigInteger amount(Posting line) {
        return line.money().minorUnits();
    }
}
