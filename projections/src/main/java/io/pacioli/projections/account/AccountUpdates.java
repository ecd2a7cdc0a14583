package io.pacioli.projections.account;

import io.pacioli.domain.account.AccountChanged;
import io.pacioli.domain.account.AccountClosed;
import io.pacioli.domain.account.AccountFrozen;
import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountUnfrozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.money.Currency;
import io.pacioli.projections.generation.Schemas;
import io.pacioli.projections.position.Changes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a batch changes about accounts themselves, which is little: a statement each, in the order of the events. */
final class AccountUpdates {

    /**
     * @param position of the event that changes the account; 0 for what comes with its opening
     * @param values of the columns, in their order: texts, nulls and {@link Elements}
     */
    private record Update(
            AccountRef account, String columns, long position, long version, List<@Nullable Object> values) {}

    private static final String KEEP = """
            insert into {accounts}.former (account_id, until, tenant, name, metadata_keys, metadata_values, closed, frozen,
              limit_currencies, minimum_balances, maximum_balances)
            select account_id, ?, tenant, name, metadata_keys, metadata_values, closed, frozen, limit_currencies, minimum_balances,
              maximum_balances
            from {accounts}.accounts where account_id = ?""";

    /** An array of a column, made once there is a connection. */
    private record Elements(String type, List<?> elements) {
        static Elements texts(Collection<String> texts) {
            return new Elements("text", List.copyOf(texts));
        }
    }

    private final List<Update> updates = new ArrayList<>(0);

    void add(AccountRef account, AccountChanged event, long position) {
        switch (event) {
            case AccountLimitsChanged changed -> limit(account, changed.limits(), position, event.version());
            case AccountFrozen frozen ->
                update(
                        account,
                        event,
                        position,
                        "frozen = ?",
                        frozen.direction().word());
            case AccountUnfrozen _ -> update(account, event, position, "frozen = null");
            case AccountClosed _ -> update(account, event, position, "closed = true");
            case AccountReopened _ -> update(account, event, position, "closed = false");
            case AccountRenamed renamed ->
                update(
                        account,
                        event,
                        position,
                        "name = ?",
                        renamed.name() == null ? null : renamed.name().value());
            case AccountMetadataChanged changed ->
                update(
                        account,
                        event,
                        position,
                        "metadata_keys = ?, metadata_values = ?",
                        Elements.texts(changed.metadata().pairs().keySet()),
                        Elements.texts(changed.metadata().pairs().values()));
        }
    }

    void keepIn(AccountRef account, List<Currency> currencies) {
        updates.add(new Update(
                account,
                "currencies = ?",
                0,
                1,
                List.of(Elements.texts(currencies.stream()
                        .map(currency -> currency.code().value())
                        .toList()))));
    }

    void limit(AccountRef account, List<Limits> limits) {
        limit(account, limits, 0, 1);
    }

    private void limit(AccountRef account, List<Limits> limits, long position, long version) {
        updates.add(new Update(
                account,
                "limit_currencies = ?, minimum_balances = ?, maximum_balances = ?",
                position,
                version,
                List.of(
                        Elements.texts(limits.stream()
                                .map(each -> each.currency().code().value())
                                .toList()),
                        amounts(limits, Limits::minimum),
                        amounts(limits, Limits::maximum))));
    }

    /** In major units, whose decimal places tell the currency's. */
    private static Elements amounts(List<Limits> limits, Function<Limits, @Nullable BigInteger> amount) {
        return new Elements(
                "numeric",
                limits.stream()
                        .map(each -> {
                            BigInteger minorUnits = amount.apply(each);
                            return minorUnits == null
                                    ? null
                                    : new BigDecimal(minorUnits, each.currency().scale());
                        })
                        .toList());
    }

    private void update(
            AccountRef account, AccountChanged event, long position, String columns, @Nullable Object... values) {
        updates.add(new Update(account, columns, position, event.version(), Arrays.asList(values)));
    }

    void write(Connection connection, Schemas schemas) throws SQLException {
        for (Update update : updates) {
            if (update.position() > 0) {
                keep(connection, schemas, update);
            }
            String sql =
                    "update {accounts}.accounts set %s, version = ? where account_id = ?".formatted(update.columns());
            try (PreparedStatement statement = connection.prepareStatement(schemas.sql(sql))) {
                int place = 1;
                for (@Nullable Object value : update.values()) {
                    if (value instanceof Elements(String type, List<?> elements)) {
                        statement.setArray(place++, connection.createArrayOf(type, elements.toArray()));
                    } else {
                        statement.setString(place++, (String) value);
                    }
                }
                statement.setLong(place++, update.version());
                statement.setLong(place, update.account().id());
                statement.executeUpdate();
            }
        }
    }

    private static void keep(Connection connection, Schemas schemas, Update update) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(schemas.sql(KEEP))) {
            statement.setLong(1, update.position());
            statement.setLong(2, update.account().id());
            statement.executeUpdate();
        }
    }

    void describe(Changes changes) {
        updates.forEach(update -> changes.account(update.account().id()));
    }
}
