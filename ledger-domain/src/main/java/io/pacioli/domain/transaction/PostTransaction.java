package io.pacioli.domain.transaction;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Claim;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.StreamId;
import io.pacioli.domain.message.UniqueKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Post a transaction.
 *
 * @param identity the transaction's id, and whether the client chose it
 * @param postings the lines as the client put them, {@value Postings#SIZE_MIN} to {@value Postings#SIZE_MAX} with those of an
 *     exchange
 * @param exchange which currency they give for which, or null where they balance in each
 */
public record PostTransaction(
        LedgerId ledger,
        Identity identity,
        @Nullable Reference reference,
        @Nullable Description description,
        EffectiveAt effectiveAt,
        List<RequestedPosting> postings,
        Metadata metadata,
        Terms terms,
        @Nullable RequestedExchange exchange)
        implements TransactionCommand {

    /** A transaction on no special terms that exchanges nothing. */
    public PostTransaction(
            LedgerId ledger,
            Identity identity,
            @Nullable Reference reference,
            @Nullable Description description,
            EffectiveAt effectiveAt,
            List<RequestedPosting> postings,
            Metadata metadata) {
        this(ledger, identity, reference, description, effectiveAt, postings, metadata, Terms.NONE, null);
    }

    public PostTransaction {
        postings = List.copyOf(postings);
        Postings.requireSize(postings.size());
        if (exchange != null) {
            Postings.requireSize(postings.size() + Exchange.LINES);
        }
    }

    @Override
    public List<StreamId> streams() {
        List<StreamId> streams = new ArrayList<>(4);
        streams.add(ledger.stream());
        if (!identity.fresh()) {
            streams.add(transaction().streamIn(ledger));
        }
        Set<AccountPath> accounts = new LinkedHashSet<>();
        postings.forEach(posting -> accounts.add(posting.account()));
        terms.forEachAccount(accounts::add);
        if (exchange != null) {
            accounts.add(exchange.exchange().account());
        }
        accounts.forEach(account -> streams.add(account.streamIn(ledger)));
        return streams;
    }

    @Override
    public List<UniqueKey> uniqueKeys() {
        return reference == null ? List.of() : List.of(reference.keyIn(ledger));
    }

    @Override
    public List<Claim> claims() {
        return terms.claims();
    }

    @Override
    public int weight() {
        return Math.max(1, (postings.size() + terms.conditions().size()) / 2);
    }
}
