package io.pacioli.projections.snapshot;

/** In which direction a list that grows with the journal is read. */
public enum Order {
    OLDEST_FIRST("asc", ">"),
    NEWEST_FIRST("desc", "<");

    private final String keyword;
    private final String beyond;

    Order(String keyword, String beyond) {
        this.keyword = keyword;
        this.beyond = beyond;
    }

    /** {@code asc} or {@code desc}, in SQL and in the API. */
    public String keyword() {
        return keyword;
    }

    /** SQL that orders by a key in this direction and begins beyond a key: {@code {beyond}} and {@code {order}} filled in. */
    public String in(String template) {
        return template.replace("{beyond}", beyond).replace("{order}", keyword);
    }
}
