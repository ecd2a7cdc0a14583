package io.pacioli.projections.filter;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Tells how the server would run a statement, whatever it is given. */
final class Plans {

    private Plans() {}

    static List<String> of(DataSource source, String sql) {
        StringBuilder numbered = new StringBuilder();
        int parameters = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            numbered.append(c == '?' ? "$" + ++parameters : String.valueOf(c));
        }
        List<String> plan = new ArrayList<>();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare filtered as " + numbered);
            String nothing =
                    parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "null")) + ")";
            try (var rows = statement.executeQuery("explain (costs off) execute filtered " + nothing)) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            statement.execute("deallocate filtered");
            statement.execute("reset all");
        } catch (SQLException e) {
            throw new IllegalStateException(numbered.toString(), e);
        }
        return plan;
    }
}
