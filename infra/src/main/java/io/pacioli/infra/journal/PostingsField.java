package io.pacioli.infra.journal;

import static io.pacioli.infra.journal.Fields.constant;
import static io.pacioli.infra.journal.Fields.text;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The lines of a transaction: amounts in major units with all the decimal places of their currency. */
final class PostingsField {

    private static final String FIELD = "postings";

    private PostingsField() {}

    static void write(Postings postings, JsonGenerator payload) {
        payload.writeArrayPropertyStart(FIELD);
        for (Posting posting : postings.lines()) {
            payload.writeStartObject();
            payload.writeStringProperty("account", posting.account().value());
            payload.writeStringProperty("direction", posting.direction().word());
            payload.writeStringProperty("amount", posting.money().toDecimal());
            payload.writeStringProperty(
                    "currency", posting.money().currency().code().value());
            payload.writeEndObject();
        }
        payload.writeEndArray();
    }

    static Postings read(JsonNode payload) {
        JsonNode array = payload.required(FIELD);
        List<Posting> postings = new ArrayList<>(array.size());
        for (JsonNode posting : array) {
            postings.add(new Posting(
                    new AccountPath(text(posting, "account")),
                    constant(Direction.WORDS, posting, "direction"),
                    Money.parse(text(posting, "amount"), new CurrencyCode(text(posting, "currency")))));
        }
        return new Postings(postings);
    }
}
