package io.pacioli.projections.generation;

import java.util.List;
import java.util.Map;

/** The tables of one projection. */
public interface ReadTables {

    Projection projection();

    /**
     * Statements that make the tables, with the projection's name in braces for the schema: {@code {balances}.closed_days}. Keys that
     * the projection itself looks up are constraints of the tables.
     *
     * <p>A table or column whose contents change is given another name: what has the same name in the tables of a former version is
     * compared with it.
     */
    String definition();

    /** Statements that make what only readers need, which a rebuild does once its tables are filled; empty for none. */
    default String indexes() {
        return "";
    }

    /**
     * For tables with many rows for each key that people ask for, the columns of that key: when two generations are compared,
     * the rows of one key are summed first. Other tables are compared by their primary keys.
     */
    default Map<String, List<String>> comparedBy() {
        return Map.of();
    }
}
