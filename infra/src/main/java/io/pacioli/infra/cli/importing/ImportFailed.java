package io.pacioli.infra.cli.importing;

/** The import cannot go on; says where, with which code, and what to do. */
public final class ImportFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String where;
    private final String code;

    ImportFailed(String where, String code, String detail) {
        super(detail, null, false, false);
        this.where = where;
        this.code = code;
    }

    /** A file and a line of it ({@code transactions.jsonl:17}), a file, or the address of the service. */
    public String where() {
        return where;
    }

    /** The code of the service's problem, or {@code UNREADABLE} or {@code UNREACHABLE}. */
    public String code() {
        return code;
    }

    /** The whole of it in a line for people. */
    public String explanation() {
        return "%s: %s: %s".formatted(where, code, getMessage());
    }
}
