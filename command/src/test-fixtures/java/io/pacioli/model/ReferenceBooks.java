package io.pacioli.model;

import io.pacioli.model.Outcome.Item;
import io.pacioli.model.Outcome.Recorded;
import io.pacioli.model.Outcome.Refused;
import io.pacioli.model.Outcome.Rejected;
import io.pacioli.model.Outcome.Skipped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All ledgers, and every key that was ever used: decides each request as the service has to. */
public final class ReferenceBooks {

    private record Answered(Request request, Recorded outcome) {}

    private final Map<String, ReferenceLedger> ledgers = new HashMap<>();
    private final Map<String, Answered> keys = new HashMap<>();
    private long position;

    /** What has to come of a request with an idempotency key, and from now on has come of it. */
    public Outcome decide(String key, Request request) {
        Answered before = keys.get(key);
        if (before != null) {
            return before.request().equals(request)
                    ? before.outcome().again()
                    : new Refused("IDEMPOTENCY_KEY_REUSED", List.of());
        }
        Outcome outcome = decide(request);
        if (outcome instanceof Recorded recorded) {
            keys.put(key, new Answered(request, recorded));
        }
        return outcome;
    }

    /** What has to come of a request with an idempotency key that is a dry run: the same, and nothing changes. */
    public Outcome dryRun(String key, Request request) {
        Outcome outcome = copy().decide(key, request);
        return outcome instanceof Recorded recorded && !recorded.replayed() ? recorded.withoutEffect() : outcome;
    }

    private Outcome decide(Request request) {
        if (request instanceof Request.OpenLedger open) {
            if (ledgers.containsKey(open.ledger())) {
                return new Refused("LEDGER_EXISTS", List.of("/id LEDGER_EXISTS"));
            }
            ledgers.put(open.ledger(), new ReferenceLedger(open));
            return recorded(1, List.of());
        }
        if (!ledgers.containsKey(request.ledger())) {
            return notFound(request);
        }
        // Whatever is rejected leaves no trace: what is tried is tried on a copy.
        ReferenceLedger ledger = ledgers.get(request.ledger()).copy();
        Outcome outcome = decide(request, ledger);
        if (outcome instanceof Recorded) {
            ledgers.put(request.ledger(), ledger);
        }
        return outcome;
    }

    /** A batch asks for its ledger with each item, and is refused like any batch of which no item could be accepted. */
    private static Refused notFound(Request request) {
        if (!(request instanceof Request.Batch batch)) {
            return new Refused("LEDGER_NOT_FOUND", List.of());
        }
        List<String> at = new ArrayList<>();
        for (int i = 0; i < (isOver(batch) ? 1 : batch.items().size()); i++) {
            if (batch.items().get(i).dependsOn().isEmpty()) {
                at.add("/items/%d LEDGER_NOT_FOUND".formatted(i));
            }
        }
        return new Refused("BATCH_REJECTED", at);
    }

    /** Whether the first rejection ends the batch. */
    private static boolean isOver(Request.Batch batch) {
        return batch.atomic() || !batch.continueOnFailure();
    }

    private Outcome decide(Request request, ReferenceLedger ledger) {
        long before = ledger.journalNumber();
        return switch (request) {
            case Request.OpenLedger _ -> throw new IllegalArgumentException("is decided without a ledger");
            case Request.RegisterCurrency register -> recordedUnless(ledger.register(register.currency()));
            case Request.ClosePeriod close -> close(close, before, ledger);
            case Request.ReopenPeriod reopen -> recordedUnless(ledger.reopen(reopen.through()), before, ledger);
            case Request.ChangeLimits change -> recordedUnless(ledger.changeLimits(change), before, ledger);
            case Request.Freeze freeze -> recordedUnless(ledger.freeze(freeze), before, ledger);
            case Request.Unfreeze unfreeze -> recordedUnless(ledger.unfreeze(unfreeze), before, ledger);
            case Request.CloseAccount close -> recordedUnless(ledger.closeAccount(close), before, ledger);
            case Request.ReopenAccount reopen -> recordedUnless(ledger.reopenAccount(reopen), before, ledger);
            case Request.Rename rename -> recordedUnless(ledger.rename(rename), before, ledger);
            case Request.ChangeAccountMetadata change -> recordedUnless(ledger.changeMetadata(change), before, ledger);
            case Request.IfVersion change -> {
                Long actual = change.account() == null ? (Long) ledger.version() : ledger.version(change.account());
                yield actual != null
                                && change.version() != null
                                && !actual.equals(change.version())
                        ? new Refused("VERSION_MISMATCH", List.of("If-Match VERSION_MISMATCH"))
                        : decide(change.request(), ledger);
            }
            case Request.Forced(Request inner) -> {
                ledger.force(true);
                Outcome outcome = decide(inner, ledger);
                ledger.force(false);
                yield outcome;
            }
            case Request.ExpireHold expire -> recordedUnless(ledger.expireHold(expire), before, ledger);
            case Request.Batch batch -> batch(batch, ledger);
            default -> recordedUnless(item(request, ledger), before, ledger);
        };
    }

    /** What comes of what may also be an item of a batch. */
    private static Item item(Request request, ReferenceLedger ledger) {
        return switch (request) {
            case Request.Post post -> ledger.post(post);
            case Request.Hold hold -> ledger.hold(hold);
            case Request.PostHold post -> ledger.postHold(post);
            case Request.VoidHold giveUp -> ledger.voidHold(giveUp);
            case Request.Reverse reverse -> ledger.reverse(reverse);
            case Request.ChangeMetadata change -> ledger.changeMetadata(change);
            case Request.OpenAccount open ->
                ledger.open(open.path(), open.type(), open.currencies(), open.limits())
                        .<Item>map(rejected -> rejected)
                        .orElse(new Outcome.Opened(open.path(), open.type()));
            default -> throw new IllegalArgumentException("no item of a batch: " + request);
        };
    }

    private Outcome close(Request.ClosePeriod close, long before, ReferenceLedger ledger) {
        Optional<Rejected> rejected = ledger.close(close.through());
        if (rejected.isPresent()) {
            return new Refused(rejected.get().code(), rejected.get().at());
        }
        List<Item> entries = close.closingAccount() == null
                ? List.of()
                : ledger.closingEntries(close.through(), close.closingAccount());
        return entries.stream().anyMatch(Rejected.class::isInstance)
                ? recordedUnless(entries.getFirst(), before, ledger)
                : recorded(ledger.journalNumber() - before, entries);
    }

    private Outcome recordedUnless(Item item, long before, ReferenceLedger ledger) {
        return item instanceof Rejected(String code, List<String> at)
                ? new Refused(code, at)
                : recorded(ledger.journalNumber() - before, List.of(item));
    }

    private Outcome recordedUnless(Optional<Rejected> rejected, long before, ReferenceLedger ledger) {
        return rejected.isPresent()
                ? new Refused(rejected.get().code(), rejected.get().at())
                : recorded(ledger.journalNumber() - before, List.of());
    }

    private Outcome recordedUnless(Optional<Rejected> rejected) {
        return rejected.isPresent()
                ? new Refused(rejected.get().code(), rejected.get().at())
                : recorded(1, List.of());
    }

    private Outcome batch(Request.Batch batch, ReferenceLedger ledger) {
        long before = ledger.journalNumber();
        List<Item> items = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        for (Request.Item asked : batch.items()) {
            List<Integer> waitedFor = asked.dependsOn().stream()
                    .filter(place -> !isDone(items.get(place)))
                    .toList();
            boolean skipped = !waitedFor.isEmpty() || (!rejected.isEmpty() && isOver(batch));
            Item item = skipped ? new Skipped(waitedFor) : item(asked.request(), ledger);
            if (item instanceof Rejected(String code, List<String> _)) {
                rejected.add("/items/%d %s".formatted(items.size(), code));
            }
            items.add(item);
        }
        if (items.stream().noneMatch(ReferenceBooks::isDone) || (batch.atomic() && !rejected.isEmpty())) {
            return new Refused("BATCH_REJECTED", rejected);
        }
        ledger.recordBatch();
        return recorded(ledger.journalNumber() - before, items);
    }

    private static boolean isDone(Item item) {
        return !(item instanceof Rejected || item instanceof Skipped);
    }

    private Recorded recorded(long events, List<Item> items) {
        position += events;
        return new Recorded(position, false, items);
    }

    /** How many events there are. */
    public long position() {
        return position;
    }

    /** Every ledger by its name. */
    public Map<String, ReferenceLedger> ledgers() {
        return ledgers;
    }

    /** The same books, to try out what would come of a request. */
    public ReferenceBooks copy() {
        ReferenceBooks copy = new ReferenceBooks();
        ledgers.forEach((name, ledger) -> copy.ledgers.put(name, ledger.copy()));
        copy.keys.putAll(keys);
        copy.position = position;
        return copy;
    }
}
