package io.pacioli.infra.cli.verifying;

import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.Edition;
import io.pacioli.projections.generation.Projection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live read tables of this build's edition: the schema of each projection, and up to which position it has taken in the journal. */
final class ReadTables {

    private record Live(String schema, long position) {}

    private final Map<Projection, Live> live = new EnumMap<>(Projection.class);
    private final List<String> others = new ArrayList<>();
    private boolean built = true;

    ReadTables(Moment moment) throws SQLException {
        if (moment.number("select count(*) from information_schema.tables where table_schema = 'projections'") == 0) {
            return;
        }
        try (var statement = moment.shared().createStatement();
                ResultSet rows = statement.executeQuery(new Edition().in("""
                        select projection, generation, position, edition, edition = {edition}, built_at is not null
                        from projections.generation where live order by edition"""))) {
            while (rows.next()) {
                if (!rows.getBoolean(5)) {
                    note(rows.getString(4));
                    continue;
                }
                built &= rows.getBoolean(6);
                for (Projection projection : Projection.values()) {
                    if (projection.id().equals(rows.getString(1))) {
                        live.put(projection, new Live(projection.id() + "_" + rows.getInt(2), rows.getLong(3)));
                    }
                }
            }
        }
    }

    private void note(String edition) {
        if (!others.contains(edition)) {
            others.add(edition);
        }
    }

    /** What of the read tables was not compared as they are, or not at all; empty where everything was. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        if (areThere() && !built) {
            left.add("The read models are still being built; they were compared as far as they are.");
        }
        others.forEach(edition -> left.add(
                "The read models of edition %s belong to another version of the service, whose own verify compares them."
                        .formatted(edition)));
        return left;
    }

    /** Whether there are read tables; a node that only takes commands makes none. */
    boolean areThere() {
        return live.size() == Projection.values().length;
    }

    String schema(Projection projection) {
        return live.get(projection).schema();
    }

    long position(Projection projection) {
        return live.get(projection).position();
    }

    /** The position that all of them have reached; 0 where there are none. */
    long position() {
        return live.values().stream().mapToLong(Live::position).min().orElse(0);
    }

    /** SQL with the schema of each projection in place of its name in braces. */
    String sql(String template) {
        String sql = template;
        for (Map.Entry<Projection, Live> entry : live.entrySet()) {
            sql = sql.replace("{" + entry.getKey().id() + "}", entry.getValue().schema());
        }
        return sql;
    }

    /** The rows of a query that is a template, with what each says behind its first column; one of a position where nothing happened is told. */
    <T> RowsByPosition<T> alongside(
            Moment moment, String template, RowsByPosition.Reader<T> reader, Findings findings, Invariant invariant)
            throws SQLException {
        return new RowsByPosition<>(
                moment.alongside(sql(template)),
                reader,
                (position, row) ->
                        findings.add(invariant, "position " + position, "no such event, and so no row", row));
    }

    /** A condition on a column that has a ledger's id in the read tables. */
    String ledgerCondition(Scope scope, String column) {
        LedgerId ledger = scope.ledger();
        return ledger == null
                ? "true"
                : sql("%s = (select ledger_id from {ledgers}.ledgers where tenant = '%s' and slug = '%s')"
                        .formatted(column, ledger.tenant().name(), ledger.slug()));
    }

    /** A condition on a column that has an account's id in the read tables. */
    String accountCondition(Scope scope, String column) {
        return scope.isEverything()
                ? "true"
                : sql("%s in (select account_id from {accounts}.accounts where %s)"
                        .formatted(column, ledgerCondition(scope, "ledger_id")));
    }

    /** What an account is called that the read tables know by a number. */
    static String where(@Nullable AccountState account, long id, Object more) {
        return (account == null ? "account " + id : account.where()) + " " + more;
    }
}
