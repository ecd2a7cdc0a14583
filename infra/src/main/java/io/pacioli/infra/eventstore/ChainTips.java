package io.pacioli.infra.eventstore;

import io.pacioli.domain.ledger.LedgerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last journal number and hash of each ledger, as far as this node has seen; bounded, the oldest forgotten first. */
final class ChainTips {

    private static final int LEDGERS_MAX = 10_000;

    private final JournalHash hash = new JournalHash();
    private final Map<LedgerId, Tip> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LedgerId, Tip> eldest) {
            return size() > LEDGERS_MAX;
        }
    };

    /** Where a ledger's chain ends. */
    static final class Tip {
        private final long journalNumber;
        private final byte[] hash;

        Tip(long journalNumber, byte[] hash) {
            this.journalNumber = journalNumber;
            this.hash = hash;
        }

        long journalNumber() {
            return journalNumber;
        }

        byte[] hash() {
            return hash;
        }
    }

    /** The tips of these ledgers; those that are not known are read in one query. */
    Map<LedgerId, Tip> of(Connection connection, Collection<LedgerId> ledgers) throws SQLException {
        Map<LedgerId, Tip> tips = new HashMap<>();
        Map<LedgerId, Tip> missing = new HashMap<>();
        for (LedgerId ledger : ledgers) {
            Tip tip = known.get(ledger);
            if (tip == null) {
                missing.put(ledger, new Tip(0, hash.before(ledger)));
            } else {
                tips.put(ledger, tip);
            }
        }
        if (!missing.isEmpty()) {
            tips.putAll(read(connection, missing));
        }
        return tips;
    }

    private static Map<LedgerId, Tip> read(Connection connection, Map<LedgerId, Tip> missing) throws SQLException {
        Map<LedgerId, Tip> tips = new HashMap<>(missing);
        LedgerId[] ledgers = missing.keySet().toArray(LedgerId[]::new);
        String[] tenants = new String[ledgers.length];
        String[] slugs = new String[ledgers.length];
        for (int i = 0; i < ledgers.length; i++) {
            tenants[i] = ledgers[i].tenant().name();
            slugs[i] = ledgers[i].slug();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select w.place, e.journal_number, e.hash
                from unnest(?::text[], ?::text[]) with ordinality as w(tenant, ledger, place)
                cross join lateral (
                  select journal_number, hash from event_store.events
                  where tenant = w.tenant and ledger = w.ledger
                  order by journal_number desc limit 1) e
                """)) {
            statement.setArray(1, connection.createArrayOf("text", tenants));
            statement.setArray(2, connection.createArrayOf("text", slugs));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tips.put(ledgers[rows.getInt(1) - 1], new Tip(rows.getLong(2), rows.getBytes(3)));
                }
            }
        }
        return tips;
    }

    /** Learns where chains end after a commit. */
    void moved(Map<LedgerId, Tip> tips) {
        known.putAll(tips);
    }

    /** Forgets all, because somebody else may have appended. */
    void forget() {
        known.clear();
    }
}
