package io.pacioli.blackbox;

import io.pacioli.model.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the model's requests as a client would send them. */
final class RequestJson {

    private final JsonMapper mapper = JsonMapper.shared();

    /** @param id the ledger's id, for a request that opens it */
    String of(Request request, String id) {
        ObjectNode body = mapper.createObjectNode();
        write(request, id, body);
        return body.toString();
    }

    private static void write(Request request, String id, ObjectNode body) {
        switch (request) {
            case Request.OpenLedger open -> {
                body.put("id", id).put("name", "Books").put("timeZone", "Europe/Berlin");
                body.put("chart", open.strict() ? "strict" : "open");
                ArrayNode currencies = body.putArray("currencies");
                open.currencies().forEach(currency -> write(currency, currencies.addObject()));
            }
            case Request.RegisterCurrency register -> write(register.currency(), body);
            case Request.ClosePeriod close -> {
                body.put("through", close.through());
                if (close.closingAccount() != null) {
                    body.putObject("closingEntries").put("account", close.closingAccount());
                }
            }
            case Request.ReopenPeriod reopen -> {
                body.put("reason", reopen.reason());
                if (reopen.through() != null) {
                    body.put("through", reopen.through());
                }
            }
            case Request.OpenAccount open -> write(open, "type", body);
            case Request.ChangeLimits change -> writeLimits(change.limits(), body);
            case Request.Freeze freeze -> body.put("direction", freeze.direction());
            case Request.Unfreeze _, Request.CloseAccount _, Request.ReopenAccount _, Request.VoidHold _ -> {
                // There is nothing to be said about it.
            }
            case Request.Rename rename -> body.put("name", rename.name());
            case Request.ChangeAccountMetadata change -> write(change.merge(), change.delete(), body);
            case Request.IfVersion change -> write(change.request(), id, body);
            case Request.Forced(Request inner) -> write(inner, id, body.put("force", true));
            case Request.Post post -> write(post, body);
            case Request.Hold hold -> {
                write(hold.proposed(), body.put("status", "pending"));
                if (hold.expiresAt() != null) {
                    body.put("expiresAt", hold.expiresAt());
                }
            }
            case Request.PostHold hold -> {
                name(null, null, hold.effectiveOn(), body);
                if (hold.part() != null) {
                    write(hold.part(), body);
                }
                writeTerms(hold.conditions(), hold.adjustment(), body);
            }
            case Request.ExpireHold _ -> throw new IllegalArgumentException("no client asks for this");
            case Request.Reverse reverse -> {
                name(reverse.id(), reverse.reference(), reverse.effectiveOn(), body);
                if (reverse.part() != null) {
                    write(reverse.part(), body);
                }
                writeTerms(reverse.conditions(), reverse.adjustment(), body);
            }
            case Request.ChangeMetadata change -> write(change.merge(), change.delete(), body);
            case Request.Batch batch -> {
                body.put("atomic", batch.atomic()).put("continueOnFailure", batch.continueOnFailure());
                ArrayNode items = body.putArray("items");
                batch.items().forEach(item -> write(item, items.addObject()));
            }
        }
    }

    /** An item is written like a request for it alone, and says what that has in its path. */
    private static void write(Request.Item item, ObjectNode json) {
        json.put("type", typeOf(item.request()));
        if (!item.dependsOn().isEmpty()) {
            ArrayNode places = json.putArray("dependsOn");
            item.dependsOn().forEach(places::add);
        }
        switch (item.request()) {
            case Request.PostHold hold -> json.put("transaction", hold.hold());
            case Request.VoidHold hold -> json.put("transaction", hold.hold());
            case Request.Reverse reverse -> json.put("transaction", reverse.reversed());
            case Request.ChangeMetadata change -> json.put("transaction", change.transaction());
            default -> {
                // It names nothing that is there already.
            }
        }
        if (item.request() instanceof Request.OpenAccount open) {
            write(open, "accountType", json);
        } else {
            write(item.request(), "", json);
        }
    }

    private static void write(Request.OpenAccount open, String typeField, ObjectNode json) {
        json.put("path", open.path()).put(typeField, open.type());
        if (!open.currencies().isEmpty()) {
            ArrayNode currencies = json.putArray("currencies");
            open.currencies().forEach(currencies::add);
        }
        if (!open.limits().isEmpty()) {
            writeLimits(open.limits(), json);
        }
    }

    /** What an item says of itself. */
    static String typeOf(Request request) {
        return switch (request) {
            case Request.Post _, Request.Hold _ -> "transaction";
            case Request.PostHold _ -> "post";
            case Request.VoidHold _ -> "void";
            case Request.Reverse _ -> "reverse";
            case Request.ChangeMetadata _ -> "metadata";
            case Request.OpenAccount _ -> "account";
            default -> throw new IllegalArgumentException("no item of a batch: " + request);
        };
    }

    private static void write(Request.Currency currency, ObjectNode json) {
        json.put("code", currency.code()).put("scale", currency.scale());
    }

    private static void write(Map<String, String> merge, List<String> delete, ObjectNode json) {
        ObjectNode pairs = json.putObject("merge");
        merge.forEach(pairs::put);
        ArrayNode keys = json.putArray("delete");
        delete.forEach(keys::add);
    }

    private static void writeLimits(List<Request.Limit> limits, ObjectNode json) {
        ArrayNode array = json.putArray("limits");
        for (Request.Limit limit : limits) {
            array.addObject()
                    .put("currency", limit.currency())
                    .put("minimumBalance", limit.minimum())
                    .put("maximumBalance", limit.maximum());
        }
    }

    private static void write(Request.Post post, ObjectNode json) {
        name(post.id(), post.reference(), post.effectiveOn(), json);
        write(post.lines(), json);
        writeTerms(post.conditions(), post.adjustment(), json);
        if (post.exchange() != null) {
            json.putObject("exchange")
                    .put("from", post.exchange().from())
                    .put("to", post.exchange().to())
                    .put("rate", post.exchange().rate());
        }
    }

    private static void writeTerms(List<Request.Condition> conditions, boolean adjustment, ObjectNode json) {
        if (adjustment) {
            json.put("adjustment", true);
        }
        if (conditions.isEmpty()) {
            return;
        }
        ArrayNode array = json.putArray("conditions");
        for (Request.Condition condition : conditions) {
            ObjectNode each = array.addObject().put("account", condition.account());
            if (condition.expectedVersion() != null) {
                each.put("expectedVersion", condition.expectedVersion());
            }
            if (condition.currency() != null) {
                each.put("currency", condition.currency());
            }
            writeBounds("balance", condition.balance(), each);
            writeBounds("available", condition.available(), each);
        }
    }

    private static void name(
            @Nullable String id, @Nullable String reference, @Nullable String effectiveOn, ObjectNode json) {
        if (id != null) {
            json.put("id", id);
        }
        if (reference != null) {
            json.put("reference", reference);
        }
        if (effectiveOn != null) {
            json.put("effectiveAt", effectiveOn);
        }
    }

    private static void writeBounds(String field, Map<String, String> bounds, ObjectNode json) {
        if (!bounds.isEmpty()) {
            ObjectNode object = json.putObject(field);
            bounds.forEach(object::put);
        }
    }

    private static void write(List<Request.Line> lines, ObjectNode json) {
        ArrayNode postings = json.putArray("postings");
        for (Request.Line line : lines) {
            postings.addObject()
                    .put("account", line.account())
                    .put("direction", line.debit() ? "debit" : "credit")
                    .put("amount", line.amount())
                    .put("currency", line.currency());
        }
    }
}
