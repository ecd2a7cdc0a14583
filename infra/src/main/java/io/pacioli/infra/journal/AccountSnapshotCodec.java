package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.Account;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.infra.eventstore.JsonBytes;
import io.pacioli.infra.eventstore.SnapshotCodec;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account's totals in minor units, with its place in the chart. */
public final class AccountSnapshotCodec implements SnapshotCodec<Account> {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
        return 1;
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
            account.totals().forEach((currency, totals) -> {
                json.writeStartObject();
                CurrencyRegisteredCodec.write(currency, json);
                json.writeStringProperty("debits", totals.debits().toString());
                json.writeStringProperty("credits", totals.credits().toString());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        }
        return JsonBytes.of(bytes.toByteArray());
    }

    @Override
    public Account read(JsonBytes state) {
        JsonNode json = MAPPER.readTree(state.utf8());
        Map<Currency, Totals> totals = new LinkedHashMap<>();
        for (JsonNode total : json.required("totals")) {
            totals.put(
                    CurrencyRegisteredCodec.read(total),
                    new Totals(new BigInteger(text(total, "debits")), new BigInteger(text(total, "credits"))));
        }
        return new Account(
                StreamId.parse(text(json, "stream")),
                new AccountPath(text(json, "account")),
                constant(AccountType.WORDS, json, "type"),
                json.required("version").longValue(),
                totals);
    }
}
