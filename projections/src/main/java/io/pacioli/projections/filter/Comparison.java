package io.pacioli.projections.filter;

/** How a field is compared with what a term names. Being equal to something is being one of a single value. */
public enum Comparison {
    ONE_OF("="),
    NONE_OF("<>"),
    MORE_THAN(">"),
    AT_LEAST(">="),
    LESS_THAN("<"),
    AT_MOST("<=");

    private final String sql;

    Comparison(String sql) {
        this.sql = sql;
    }

    /** As SQL writes it between two values. */
    public String sql() {
        return sql;
    }
}
