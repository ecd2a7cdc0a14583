package io.pacioli.projections.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The ids that ledgers have in the read tables. A ledger's never changes, so what is known stays known; a reader still has to
 * expect that the ledger is not yet in the tables that it reads.
 */
@Component
public class LedgerIds {

    private static final int REMEMBERED_MAX = 20_000;

    private static final String FIND = "select ledger_id from {ledgers}.ledgers where tenant = ? and slug = ?";

    private final Cache<LedgerId, Long> ids =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    public Optional<Long> find(Connection connection, Schemas schemas, LedgerId ledger) throws SQLException {
        Long known = ids.getIfPresent(ledger);
        if (known != null) {
            return Optional.of(known);
        }
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(FIND))) {
            statement.setString(1, ledger.tenant().name());
            statement.setString(2, ledger.slug());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                remember(ledger, rows.getLong(1));
                return Optional.of(rows.getLong(1));
            }
        }
    }

    public Optional<Long> known(LedgerId ledger) {
        return Optional.ofNullable(ids.getIfPresent(ledger));
    }

    void remember(LedgerId ledger, long ledgerId) {
        ids.put(ledger, ledgerId);
    }
}
