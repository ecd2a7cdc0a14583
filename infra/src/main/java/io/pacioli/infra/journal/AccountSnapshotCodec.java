package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Restrictions;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.SnapshotCodec;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An account's totals in minor units, with its place in the chart. What is pending is left out where no hold is open, and whatever
 * restricts it where nothing does.
 *
 * <p>Up to revision 1 nothing was pending, and up to revision 2 no account was restricted in any way or had its metadata kept.
 */
public final class AccountSnapshotCodec implements SnapshotCodec<Account> {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String CLOSED = "closed";
    private static final String FROZEN = "frozen";
    private static final String PENDING_DEBITS = "pendingDebits";
    private static final String PENDING_CREDITS = "pendingCredits";

    @Override
    public Class<Account> root() {
        return Account.class;
    }

    @Override
    public String type() {
        return "account";
    }

    @Override
    public int revision() {
        return 3;
    }

    @Override
    public JsonBytes write(Account account) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("stream", account.stream().toString());
            json.writeStringProperty("account", account.path().value());
            json.writeStringProperty("type", account.type().word());
            json.writeNumberProperty("version", account.version());
            json.writeArrayPropertyStart("totals");
            Map<Currency, Totals> pending = account.pending();
            account.totals().forEach((currency, totals) -> {
                json.writeStartObject();
                CurrencyRegisteredCodec.write(currency, json);
                json.writeStringProperty("debits", totals.debits().toString());
                json.writeStringProperty("credits", totals.credits().toString());
                Totals reserved = pending.get(currency);
                if (reserved != null) {
                    json.writeStringProperty(PENDING_DEBITS, reserved.debits().toString());
                    json.writeStringProperty(PENDING_CREDITS, reserved.credits().toString());
                }
                json.writeEndObject();
            });
            json.writeEndArray();
            write(account.restrictions(), json);
            Fields.writeMetadata(account.metadata(), json);
            json.writeEndObject();
        }
        return JsonBytes.of(bytes.toByteArray());
    }

    @Override
    public Account read(JsonBytes state) {
        JsonNode json = MAPPER.readTree(state.utf8());
        Map<Currency, Totals> totals = new LinkedHashMap<>();
        Map<Currency, Totals> pending = new LinkedHashMap<>();
        for (JsonNode total : json.required("totals")) {
            Currency currency = CurrencyRegisteredCodec.read(total);
            totals.put(currency, totals(total, "debits", "credits"));
            if (total.has(PENDING_DEBITS)) {
                pending.put(currency, totals(total, PENDING_DEBITS, PENDING_CREDITS));
            }
        }
        return new Account(
                StreamId.parse(text(json, "stream")),
                new AccountPath(text(json, "account")),
                constant(AccountType.WORDS, json, "type"),
                json.required("version").longValue(),
                totals,
                pending,
                restrictions(json),
                Fields.readMetadata(json));
    }

    private static void write(Restrictions restrictions, JsonGenerator json) {
        if (restrictions.closed()) {
            json.writeBooleanProperty(CLOSED, true);
        }
        if (restrictions.frozen() != null) {
            json.writeStringProperty(FROZEN, restrictions.frozen().word());
        }
        CurrenciesField.write(restrictions.currencies(), json);
        List<Limits> limits = restrictions.allLimits();
        if (!limits.isEmpty()) {
            LimitsField.write(limits, json);
        }
    }

    private static Restrictions restrictions(JsonNode json) {
        return Restrictions.of(
                json.has(CLOSED),
                json.has(FROZEN) ? constant(Frozen.WORDS, json, FROZEN) : null,
                CurrenciesField.read(json),
                LimitsField.read(json));
    }

    private static Totals totals(JsonNode total, String debits, String credits) {
        return new Totals(new BigInteger(text(total, debits)), new BigInteger(text(total, credits)));
    }
}
