package io.pacioli.projections.generation;

/** The tables of one projection. */
public interface ReadTables {

    Projection projection();

    /** Statements that make the tables, with the projection's name in braces for the schema: {@code {balances}.days}. */
    String definition();
}
