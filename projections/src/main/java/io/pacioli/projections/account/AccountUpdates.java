package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.Limits;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.position.Changes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a batch changes about accounts themselves, which is little: a statement each, in the order of the events. */
final class AccountUpdates {

    private static final String LIMITS = """
            update {accounts}.accounts
            set limit_currencies = ?, minimum_balances = ?, maximum_balances = ?, version = ? where account_id = ?""";

    private record Update(AccountRef account, AccountChanged event) {}

    private final List<Update> updates = new ArrayList<>(0);

    void add(AccountRef account, AccountChanged event) {
        updates.add(new Update(account, event));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        for (Update update : updates) {
            switch (update.event()) {
                case AccountLimitsChanged changed -> {
                    try (PreparedStatement statement = connection.prepareStatement(schemas.sql(LIMITS))) {
                        give(statement, changed.limits());
                        statement.setLong(4, changed.version());
                        statement.setLong(5, update.account().id());
                        statement.executeUpdate();
                    }
                }
            }
        }
    }

    private static void give(PreparedStatement statement, List<Limits> limits) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text",
                        limits.stream()
                                .map(each -> each.currency().code().value())
                                .toArray()));
        statement.setArray(2, amounts(connection, limits, Limits::minimum));
        statement.setArray(3, amounts(connection, limits, Limits::maximum));
    }

    /** In major units, whose decimal places tell the currency's. */
    private static Array amounts(
            Connection connection, List<Limits> limits, Function<Limits, @Nullable BigInteger> amount)
            throws SQLException {
        return connection.createArrayOf(
                "numeric",
                limits.stream()
                        .map(each -> {
                            BigInteger minorUnits = amount.apply(each);
                            return minorUnits == null
                                    ? null
                                    : new BigDecimal(minorUnits, each.currency().scale());
                        })
                        .toArray());
    }

    void describe(Changes changes) {
        updates.forEach(update -> changes.account(update.account().id()));
    }
}
