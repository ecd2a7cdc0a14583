package io.pacioli.infra.cli;

import io.pacioli.infra.postgres.DatabaseAccess;
import io.pacioli.infra.postgres.StartRefused;
import io.pacioli.infra.settings.BoundSettings;
import io.pacioli.infra.settings.DatabaseSettings;
import io.pacioli.infra.settings.EmbeddedSettings;
import io.pacioli.infra.settings.ServiceSettings;
import io.pacioli.projections.generation.ForgettingGenerations;
import io.pacioli.projections.generation.ReadTablesInUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Takes the read tables of an installation away while its service does not run, so that the next start makes them anew. */
final class TakingReadTablesAway {
    private TakingReadTablesAway() {}

    /**
     * @param dataDirectory a directory that was named is meant, whatever else the environment names; null: what that names
     * @return what was taken away
     * @throws ReadTablesKept when it could not be
     */
    static List<String> of(@Nullable Path dataDirectory) {
        BoundSettings settings = BoundSettings.with(
                dataDirectory == null
                        ? Map.of()
                        : Map.of("pacioli.data-dir", dataDirectory.toString(), "pacioli.database.url", ""));
        try (DatabaseAccess database = DatabaseAccess.open(
                settings.of(ServiceSettings.class),
                settings.of(DatabaseSettings.class),
                settings.of(EmbeddedSettings.class))) {
            return new ForgettingGenerations(database.source("pacioli projections reset")).run();
        } catch (StartRefused e) {
            throw new ReadTablesKept(e.getMessage(), e);
        } catch (ReadTablesInUse e) {
            throw new ReadTablesKept(
                    "A service is working on the read tables, or was killed within the last seconds. Stop it first.",
                    e);
        } catch (DataAccessException | TransactionException e) {
            throw new ReadTablesKept("The read tables could not be taken away: " + e.getMessage(), e);
        }
    }
}
