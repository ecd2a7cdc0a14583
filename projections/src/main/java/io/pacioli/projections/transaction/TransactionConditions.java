package io.pacioli.projections.transaction;

import io.pacioli.projections.entry.EntryConditions;
import io.pacioli.projections.entry.Scales;
import io.pacioli.projections.filter.AccountPattern;
import io.pacioli.projections.filter.AccountSet;
import io.pacioli.projections.filter.Anchors;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Condition.All;
import io.pacioli.projections.filter.Condition.Any;
import io.pacioli.projections.filter.Condition.Posting;
import io.pacioli.projections.filter.Condition.Term;
import io.pacioli.projections.filter.ConditionSql;
import io.pacioli.projections.filter.Field;
import io.pacioli.projections.filter.MetadataPair;
import io.pacioli.projections.snapshot.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Conditions on transactions, of a row {@code t} of their table, with accounts named by their ids. */
final class TransactionConditions extends ConditionSql {

    private static final String POSTED = "posted";

    private static final String WANTED_OF_POSTINGS =
            "account==… that begins with a segment to what is said of amount, direction and currency,";

    private static final Anchors OF_POSTINGS = new Anchors(TransactionConditions::rankOfPosting);

    static final Anchors ANCHORS = new Anchors(TransactionConditions::rank);

    static final String WANTED =
            "account==…, metadata.KEY==…, reference==…, id==…, effectiveDate=ge=…, recordedAt=ge=… or a status"
                    + " other than posted";

    private final Scales scales;
    private final TransactionsAt then;
    private final String placed;

    /** @param known a part of it that all rows fulfil which are looked at, or null */
    TransactionConditions(Scales scales, TransactionsAt then, @Nullable Condition known) {
        this(scales, then, known, "t");
    }

    /** @param placed the alias of the row that tells a transaction's place in the list, {@code e} for its entry's */
    TransactionConditions(Scales scales, TransactionsAt then, @Nullable Condition known, String placed) {
        super(known);
        this.scales = scales;
        this.then = then;
        this.placed = placed;
    }

    /** Whether all that a condition says, beside what is known, is of places in the list. */
    boolean isOfPlaces(Condition condition) {
        return isKnown(condition)
                || switch (condition) {
                    case All(List<Condition> parts) -> parts.stream().allMatch(this::isOfPlaces);
                    case Any(List<Condition> parts) -> parts.stream().allMatch(this::isOfPlaces);
                    case Term term -> term.field() == Field.EFFECTIVE_DATE || term.field() == Field.POSITION;
                    case Posting _ -> false;
                };
    }

    /** Refuses what is said of postings without an account, whose entries are where to look. */
    static void requireAccounts(Condition condition) {
        switch (condition) {
            case All(List<Condition> parts) -> parts.forEach(TransactionConditions::requireAccounts);
            case Any(List<Condition> parts) -> parts.forEach(TransactionConditions::requireAccounts);
            case Posting(Condition of) -> OF_POSTINGS.of(of, WANTED_OF_POSTINGS);
            case Term _ -> {}
        }
    }

    /** The ids of the accounts to one of which a posting has to be. */
    static long[] accounts(Posting posting) {
        return OF_POSTINGS.of(posting.of(), WANTED_OF_POSTINGS).stream()
                .map(anchor -> (AccountSet) ((Term) anchor).values().getFirst())
                .flatMapToLong(accounts -> LongStream.of(accounts.ids()))
                .distinct()
                .toArray();
    }

    private static int rankOfPosting(Condition condition) {
        if (!(condition instanceof Term term) || term.field() != Field.ACCOUNT) {
            return Anchors.NONE;
        }
        boolean areRanges = term.values().stream()
                .allMatch(each -> each instanceof AccountSet || ((AccountPattern) each).isRange());
        return areRanges ? 0 : Anchors.NONE;
    }

    private static int rank(Condition condition) {
        return switch (condition) {
            case Posting posting -> isExact(posting.of()) ? 1 : 3;
            case Term term -> rank(term);
            default -> Anchors.NONE;
        };
    }

    private static boolean isExact(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) -> parts.stream().anyMatch(TransactionConditions::isExact);
            case Any(List<Condition> parts) -> parts.stream().allMatch(TransactionConditions::isExact);
            case Term term ->
                term.field() == Field.ACCOUNT
                        && term.values().stream()
                                .allMatch(each -> each instanceof AccountSet accounts && accounts.exact());
            default -> false;
        };
    }

    private static int rank(Term term) {
        if (term.field() == Field.EFFECTIVE_DATE && term.comparison() != Comparison.NONE_OF) {
            return 5;
        }
        if (term.field() == Field.RECORDED_AT || term.field() == Field.POSITION) {
            return term.comparison() == Comparison.NONE_OF ? Anchors.NONE : 5;
        }
        if (term.comparison() != Comparison.ONE_OF) {
            return Anchors.NONE;
        }
        return switch (term.field()) {
            case ID, REFERENCE -> 0;
            case METADATA -> 2;
            case STATUS -> term.values().contains(POSTED) ? Anchors.NONE : 4;
            default -> Anchors.NONE;
        };
    }

    @Override
    protected Sql term(Term term) {
        return switch (term.field()) {
            case ID -> compared("t.id", "uuid", term);
            case REFERENCE -> comparedIfAny("t.reference", "text", term);
            case STATUS -> compared("coalesce(t.status, '" + POSTED + "')", "text", term);
            case POSITION -> compared(placed + ".position", "bigint", term);
            case EFFECTIVE_DATE -> compared(placed + ".effective_date", "date", term);
            case METADATA -> metadata(term);
            default -> throw unknown(term);
        };
    }

    private Sql metadata(Term term) {
        String[] pairs = term.values().stream()
                .map(value -> MetadataPair.of(term.key(), (String) value).toString())
                .toArray(String[]::new);
        Sql had = new Sql()
                .add(
                        "((select count(*) from {transactions}.metadata p where p.ledger_id = t.ledger_id and p.position = t.position"
                                + " and p.pair = any(?::text[]::uuid[])",
                        (Object) pairs)
                .add(then.pair("p"));
        if (!then.isNow()) {
            had.add(
                            ") + (select count(*) from {transactions}.former_metadata p where p.ledger_id = t.ledger_id"
                                    + " and p.position = t.position and p.pair = any(?::text[]::uuid[])",
                            (Object) pairs)
                    .add(then.formerPair("p"));
        }
        return had.add(term.comparison() == Comparison.NONE_OF ? ") = 0)" : ") > 0)");
    }

    /** By counting: what asks for existence may be answered by reading all entries of the account into a hash table. */
    @Override
    protected Sql posting(Posting posting) {
        long[] accounts = accounts(posting);
        Sql ofPosting = EntryConditions.sql(posting.of(), scales);
        List<Sql> ways = new ArrayList<>();
        ways.add(new Sql()
                .add("(select count(*) from only {entries}.entries e where e.account_id = any(?)", accounts)
                .add(" and e.position = t.position and ")
                .add(ofPosting)
                .add(") > 0"));
        Condition ofHold = ofHold(posting.of());
        if (ofHold != null) {
            ways.add(new Sql()
                    .add("(select count(*) from {holds}.accounts e where e.position = t.position")
                    .add(" and e.account_id = any(?) and ", accounts)
                    .add(EntryConditions.sql(ofHold, scales))
                    .add(") > 0"));
        }
        if (!isOfAccountsOnly(posting.of())) {
            ways.add(new Sql()
                    .add("(select count(*) from {holds}.postings h")
                    .add(" join {entries}.hold_entries e on e.position = h.posted_at")
                    .add(" where h.position = t.position and e.account_id = any(?) and ", accounts)
                    .add(ofPosting)
                    .add(then.recorded("h.posted_at"))
                    .add(") > 0"));
        }
        return new Sql().add("(").add(Sql.joined(" or ", ways)).add(")");
    }

    /**
     * When a condition on a posting is true of what is held, which has accounts and, until it is posted, neither amounts nor
     * currencies or directions; null where it never is.
     */
    static @Nullable Condition ofHold(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) -> {
                List<Condition> held = ofHolds(parts);
                yield held.size() < parts.size() ? null : new All(held);
            }
            case Any(List<Condition> parts) -> {
                List<Condition> held = ofHolds(parts);
                yield held.isEmpty() ? null : new Any(held);
            }
            case Term term -> term.field() == Field.ACCOUNT ? term : null;
            case Posting _ -> null;
        };
    }

    private static List<Condition> ofHolds(List<Condition> parts) {
        return parts.stream()
                .map(TransactionConditions::ofHold)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Then all that it says is also true of what is held and not posted: its entries need no look. */
    static boolean isOfAccountsOnly(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) -> parts.stream().allMatch(TransactionConditions::isOfAccountsOnly);
            case Any(List<Condition> parts) -> parts.stream().allMatch(TransactionConditions::isOfAccountsOnly);
            case Term term -> term.field() == Field.ACCOUNT;
            case Posting _ -> false;
        };
    }
}
