package io.pacioli.infra.eventstore;

import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.RecordedEvent;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionPosted;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Events for tests of the store, which does not care what they are about. */
final class TestEvents {

    static final LedgerId BOOK = LedgerId.of("book");
    static final LedgerId OTHER_BOOK = LedgerId.of("other-book");

    private static final Currency EUR = Currency.of("EUR", 2);

    private TestEvents() {}

    static StreamId stream(String name) {
        return StreamId.of("test", "default", "book", name);
    }

    static AccountOpened opened(LedgerId ledger, String path) {
        return new AccountOpened(ledger, new AccountPath(path), AccountType.ASSET, null, Metadata.NONE);
    }

    static AccountOpened opened(String path) {
        return opened(BOOK, path);
    }

    /** A fact that its transaction and both accounts apply. */
    static TransactionPosted posted(LedgerId ledger, @Nullable String reference) {
        Money money = new Money(BigInteger.ONE, EUR);
        AccountPath debited = new AccountPath("assets:cash");
        AccountPath credited = new AccountPath("income:sales");
        return new TransactionPosted(
                ledger,
                new TransactionId(UUID.randomUUID()),
                reference == null ? null : new Reference(reference),
                null,
                Instant.parse("2025-01-01T00:00:00Z"),
                LocalDate.parse("2025-01-01"),
                new Postings(List.of(
                        new Posting(debited, Direction.DEBIT, money), new Posting(credited, Direction.CREDIT, money))),
                Balances.of(List.of(
                        new BalanceAfter(
                                debited, AccountType.ASSET, EUR, new Totals(BigInteger.ONE, BigInteger.ZERO), 2),
                        new BalanceAfter(
                                credited, AccountType.INCOME, EUR, new Totals(BigInteger.ZERO, BigInteger.ONE), 2))),
                Metadata.NONE);
    }

    static DomainEventMessage<Event> message(StreamId stream, long sequence, Event event) {
        return new GenericDomainEventMessage<>("test", stream.toString(), sequence, event);
    }

    static DomainEventMessage<Event> message(StreamId stream, long sequence) {
        return message(stream, sequence, opened("assets:a" + sequence));
    }

    /** The events of a stream with these sequence numbers, the last included. */
    static List<DomainEventMessage<Event>> messages(StreamId stream, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> message(stream, sequence))
                .toList();
    }

    /** An event as the store would have taken it at that position. */
    static RecordedEventMessage recorded(long position) {
        RecordedEvent event = new RecordedEvent(
                position, position, new UUID(0, position), Instant.EPOCH, opened("assets:a" + position));
        return new RecordedEventMessage(event, JsonBytes.of("{}"));
    }

    static List<RecordedEventMessage> recorded(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(TestEvents::recorded)
                .toList();
    }

    static List<Long> positions(List<RecordedEventMessage> events) {
        return events.stream().map(event -> event.recorded().position()).toList();
    }
}
