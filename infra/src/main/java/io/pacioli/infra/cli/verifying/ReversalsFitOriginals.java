package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Reversal;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.EncodedEvent;
import io.pacioli.infra.eventstore.EventUnreadable;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.journal.JournalCodecs;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What takes a transaction back takes back no more of any line than there was, stands behind it in the same journal, and says
 * rightly whether anything is left of it.
 *
 * <p>Most transactions are never taken back, so the others are fetched at the end, a thousand at a time.
 */
final class ReversalsFitOriginals implements Invariant {

    private static final int STREAMS_PER_QUERY = 1_000;

    private record Taking(String where, long position, TransactionPosted event, Reversal reversal) {}

    private record Slot(AccountPath account, Direction direction, Currency currency) {}

    private final Findings findings;
    private final Moment moment;
    private final JournalCodecs codecs = new JournalCodecs();
    private final Map<UUID, List<Taking>> takings = new LinkedHashMap<>();

    ReversalsFitOriginals(Findings findings, Moment moment) {
        this.findings = findings;
        this.moment = moment;
    }

    @Override
    public void see(SeenEvent event) {
        UUID reversed = event.reversedStream();
        if (reversed != null && event.event() instanceof TransactionPosted posted && posted.reversal() != null) {
            takings.computeIfAbsent(reversed, stream -> new ArrayList<>(1))
                    .add(new Taking(event.where(), event.position(), posted, posted.reversal()));
        }
    }

    @Override
    public void end() throws SQLException {
        List<UUID> streams = new ArrayList<>(takings.keySet());
        for (int from = 0; from < streams.size(); from += STREAMS_PER_QUERY) {
            compare(streams.subList(from, Math.min(streams.size(), from + STREAMS_PER_QUERY)));
        }
    }

    private void compare(List<UUID> streams) throws SQLException {
        Map<UUID, List<Taking>> missing = new LinkedHashMap<>();
        streams.forEach(stream -> missing.put(stream, takings.get(stream)));
        try (PreparedStatement statement = moment.shared().prepareStatement("""
                select s.stream_id, e.position, e.type, e.revision, e.payload, e.erasable
                from event_store.streams s join event_store.events e on e.position = s.position
                where s.stream_id = any(?) and s.sequence = 0
                """)) {
            statement.setArray(1, moment.shared().createArrayOf("uuid", streams.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<Taking> taken = missing.get(row.getObject(1, UUID.class));
                    TransactionPosted original = original(row, taken.getFirst());
                    if (original != null) {
                        missing.remove(row.getObject(1, UUID.class));
                        compare(original, row.getLong(2), taken);
                    }
                }
            }
        }
        missing.values()
                .forEach(taken -> findings.add(
                        this,
                        taken.getFirst().where(),
                        "the transaction %s that it takes back"
                                .formatted(taken.getFirst().reversal().of()),
                        "no such transaction"));
    }

    private @Nullable TransactionPosted original(ResultSet row, Taking taking) throws SQLException {
        byte[] erasable = row.getBytes(6);
        try {
            return codecs.decode(
                                            taking.event().ledger(),
                                            new EncodedEvent(
                                                    row.getString(3),
                                                    row.getInt(4),
                                                    JsonBytes.of(row.getBytes(5)),
                                                    erasable == null ? null : JsonBytes.of(erasable)))
                                    instanceof TransactionPosted posted
                            && posted.transaction().equals(taking.reversal().of())
                    ? posted
                    : null;
        } catch (EventUnreadable e) {
            return null;
        }
    }

    private void compare(TransactionPosted original, long position, List<Taking> taken) {
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
