package io.pacioli.domain.transaction;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.pacioli.domain.message.StreamId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/** A transaction of a ledger: its identity and its life cycle, which so far begins and ends with being posted. */
@AggregateRoot
public class Transaction {

    @AggregateIdentifier
    private StreamId stream;

    /** A transaction about which nothing has happened yet. */
    public Transaction() {}

    public StreamId stream() {
        return stream;
    }

    public void post(TransactionPosted event) {
        apply(event);
    }

    @EventSourcingHandler
    void on(TransactionPosted event) {
        stream = event.transaction().streamIn(event.ledger());
    }
}
