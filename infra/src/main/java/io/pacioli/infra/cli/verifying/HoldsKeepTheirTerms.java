package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.HoldEnded;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.TransactionHeld;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A hold ends once, and after it was placed: it is posted or voided before the moment at which it expires, or expires from then
 * on; and no more is posted of any account, side and currency than was held.
 */
final class HoldsKeepTheirTerms implements Invariant {

    private record Slot(AccountPath account, Direction direction, Currency currency) {
        static Slot of(Posting line) {
            return new Slot(line.account(), line.direction(), line.money().currency());
        }
    }

    private final Findings findings;
    private final Map<UUID, TransactionHeld> open = new HashMap<>();

    HoldsKeepTheirTerms(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void see(SeenEvent event) {
        switch (event.event()) {
            case TransactionHeld held -> open.put(event.transactionStream(), held);
            case HoldEnded ended -> end(event, ended);
            case null, default -> {}
        }
    }

    private void end(SeenEvent event, HoldEnded ended) {
        TransactionHeld held = open.remove(event.continuedStream());
        if (held == null) {
            findings.add(this, event.where(), "an open hold " + ended.transaction(), "no such hold");
            return;
        }
        Instant expiresAt = held.expiresAt();
        boolean isOverdue = expiresAt != null && !event.row().recordedAt.isBefore(expiresAt);
        if (isOverdue != ended instanceof HoldExpired) {
            findings.add(
                    this,
                    event.where(),
                    isOverdue
                            ? "expired, as it was recorded after " + expiresAt
                            : "not expired, as its time is " + expiresAt,
                    ended.getClass().getSimpleName() + " at " + event.row().recordedAt);
        }
        if (ended instanceof HoldPosted posted) {
            compare(event, held, posted);
        }
    }

    private void compare(SeenEvent event, TransactionHeld held, HoldPosted posted) {
        Map<Slot, BigInteger> left = new HashMap<>();
        held.postings()
                .lines()
                .forEach(line -> left.merge(Slot.of(line), line.money().minorUnits(), BigInteger::add));
        for (Posting line : posted.postings().lines()) {
            BigInteger rest =
                    left.merge(Slot.of(line), line.money().minorUnits().negate(), BigInteger::add);
            if (rest.signum() < 0) {
                findings.add(
                        this,
                        event.where(),
                        "no more than was held of %s".formatted(line.account()),
                        "%s too many minor units".formatted(rest.negate()));
            }
        }
    }
}
