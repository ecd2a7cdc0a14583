package io.pacioli.projections.ledger;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.batch.BatchPart;
import io.pacioli.projections.batch.ProjectionBatch;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The ids of the ledgers that a batch is about: those that it opens, and those that it finds when it is written. */
public final class LedgerRegister implements BatchPart {

    private final LedgerIds ids;
    private final Map<LedgerId, Long> opened = new HashMap<>();

    private LedgerRegister(LedgerIds ids) {
        this.ids = ids;
    }

    public static LedgerRegister of(ProjectionBatch batch, LedgerIds ids) {
        return batch.part(LedgerRegister.class, () -> new LedgerRegister(ids));
    }

    void opened(LedgerId ledger, long ledgerId) {
        opened.put(ledger, ledgerId);
        ids.remember(ledger, ledgerId);
    }

    /** The ledger's id; to be asked once the batch is being written. */
    public long id(Connection connection, Schemas schemas, LedgerId ledger) throws SQLException {
        Long inBatch = opened.get(ledger);
        if (inBatch != null) {
            return inBatch;
        }
        return ids.find(connection, schemas, ledger)
                .orElseThrow(() -> new IllegalStateException("no event has opened the ledger " + ledger));
    }

    /**
     * The ids of the ledgers of some items: to be asked for before their rows are copied, during which nothing can be looked up.
     *
     * @param <T> what has a ledger
     */
    public <T> Map<LedgerId, Long> ids(
            Connection connection, Schemas schemas, Collection<T> items, Function<T, LedgerId> ledger)
            throws SQLException {
        Map<LedgerId, Long> found = HashMap.newHashMap(1);
        for (T item : items) {
            LedgerId wanted = ledger.apply(item);
            if (!found.containsKey(wanted)) {
                found.put(wanted, id(connection, schemas, wanted));
            }
        }
        return found;
    }

    /** Writes nothing: it only knows. */
    @Override
    public void write(Connection connection, Schemas schemas) {}
}
