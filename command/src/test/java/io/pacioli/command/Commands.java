package io.pacioli.command;

import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.ChangeAccountLimits;
import io.pacioli.domain.account.OpenAccount;
import io.pacioli.domain.account.RequestedLimits;
import io.pacioli.domain.batch.BatchItem;
import io.pacioli.domain.batch.RecordBatch;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.message.Command;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.RequestedCurrency;
import io.pacioli.domain.transaction.ChangeTransactionMetadata;
import io.pacioli.domain.transaction.Condition;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.EffectiveAt;
import io.pacioli.domain.transaction.ExchangeRate;
import io.pacioli.domain.transaction.ExpireHold;
import io.pacioli.domain.transaction.HoldCommand;
import io.pacioli.domain.transaction.HoldTransaction;
import io.pacioli.domain.transaction.Identity;
import io.pacioli.domain.transaction.NetBalance;
import io.pacioli.domain.transaction.PostHold;
import io.pacioli.domain.transaction.PostTransaction;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.PostingEvent;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.RequestedExchange;
import io.pacioli.domain.transaction.RequestedPosting;
import io.pacioli.domain.transaction.ReverseTransaction;
import io.pacioli.domain.transaction.Terms;
import io.pacioli.domain.transaction.TransactionCommand;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.VoidHold;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands in as few words as a test needs. */
public final class Commands {

    public static final LedgerId SHOP = LedgerId.of("shop");
    public static final Currency USD = Currency.of("USD", 2);
    public static final Currency JPY = Currency.of("JPY", 0);

    private Commands() {}

    public static OpenLedger openLedger(ChartPolicy chart) {
        return new OpenLedger(SHOP, new LedgerName("Shop"), ZoneId.of("Asia/Tokyo"), chart, List.of(USD, JPY));
    }

    /** @param limits each a currency, a minimum and a maximum, those that it has, between blanks: {@code USD 0 -} */
    public static OpenAccount openAccount(String path, AccountType type, String... limits) {
        return new OpenAccount(SHOP, new AccountPath(path), type, null, Metadata.NONE, List.of(), limits(limits));
    }

    public static ChangeAccountLimits changeLimits(String path, String... limits) {
        return new ChangeAccountLimits(SHOP, new AccountPath(path), limits(limits), null);
    }

    private static List<RequestedLimits> limits(String... limits) {
        return Stream.of(limits)
                .map(each -> each.split(" ", 3))
                .map(each -> new RequestedLimits(RequestedCurrency.parse(each[0]), bound(each[1]), bound(each[2])))
                .toList();
    }

    private static @Nullable BigDecimal bound(String amount) {
        return amount.equals("-") ? null : new BigDecimal(amount);
    }

    public static PostTransaction post(int id, RequestedPosting... lines) {
        return post(id, null, EffectiveAt.NOW, lines);
    }

    public static PostTransaction post(
            int id, @Nullable String reference, EffectiveAt effectiveAt, RequestedPosting... lines) {
        return new PostTransaction(
                SHOP,
                new Identity(id(id), false),
                reference == null ? null : new Reference(reference),
                null,
                effectiveAt,
                List.of(lines),
                Metadata.NONE);
    }

    /** @param part as it stands in the transaction; nothing for all that is left */
    public static ReverseTransaction reverse(
            int reversed, int id, @Nullable String reference, EffectiveAt effectiveAt, RequestedPosting... part) {
        return new ReverseTransaction(
                SHOP,
                id(reversed),
                new Identity(id(id), false),
                reference == null ? null : new Reference(reference),
                null,
                effectiveAt,
                part.length == 0 ? null : List.of(part),
                Metadata.NONE);
    }

    public static HoldTransaction hold(int id, @Nullable Instant expiresAt, RequestedPosting... lines) {
        return new HoldTransaction(post(id, lines), expiresAt);
    }

    /** @param part as it stands in the hold; nothing for all of it */
    public static PostHold postHold(int hold, EffectiveAt effectiveAt, RequestedPosting... part) {
        return new PostHold(SHOP, id(hold), effectiveAt, part.length == 0 ? null : List.of(part), Terms.NONE);
    }

    public static VoidHold voidHold(int hold) {
        return new VoidHold(SHOP, id(hold));
    }

    public static ExpireHold expireHold(int hold) {
        return new ExpireHold(SHOP, id(hold));
    }

    public static PostTransaction postIf(int id, List<Condition> conditions, RequestedPosting... lines) {
        return on(post(id, lines), conditions);
    }

    /** The same on conditions. */
    public static PostTransaction on(PostTransaction post, List<Condition> conditions) {
        return new PostTransaction(
                post.ledger(),
                post.identity(),
                post.reference(),
                post.description(),
                post.effectiveAt(),
                post.postings(),
                post.metadata(),
                new Terms(conditions),
                post.exchange());
    }

    /** The same as an adjustment. */
    public static PostTransaction adjustment(PostTransaction post) {
        return new PostTransaction(
                post.ledger(),
                post.identity(),
                post.reference(),
                post.description(),
                post.effectiveAt(),
                post.postings(),
                post.metadata(),
                new Terms(post.terms().conditions(), true, false),
                post.exchange());
    }

    /** The same with force. */
    public static PostTransaction force(PostTransaction post) {
        return new PostTransaction(
                post.ledger(),
                post.identity(),
                post.reference(),
                post.description(),
                post.effectiveAt(),
                post.postings(),
                post.metadata(),
                new Terms(post.terms().conditions(), false, true),
                post.exchange());
    }

    /** @param rate how much of {@code to} for one unit of {@code from} */
    public static PostTransaction exchange(int id, String from, String to, String rate, RequestedPosting... lines) {
        return new PostTransaction(
                SHOP,
                new Identity(id(id), false),
                null,
                null,
                EffectiveAt.NOW,
                List.of(lines),
                Metadata.NONE,
                Terms.NONE,
                new RequestedExchange(
                        RequestedCurrency.parse(from), RequestedCurrency.parse(to), ExchangeRate.parse(rate)));
    }

    public static Condition version(String account, long version) {
        return new Condition(new AccountPath(account), version, null, null, null);
    }

    /** @param bounds each {@code >=}, {@code <=} or {@code =}, and an amount right behind it */
    public static Condition balance(String account, String currency, String... bounds) {
        return new Condition(new AccountPath(account), null, RequestedCurrency.parse(currency), bounds(bounds), null);
    }

    /** As {@link #balance} for what is available. */
    public static Condition available(String account, String currency, String... bounds) {
        return new Condition(new AccountPath(account), null, RequestedCurrency.parse(currency), null, bounds(bounds));
    }

    private static Condition.Bounds bounds(String... bounds) {
        return new Condition.Bounds(bound(">=", bounds), bound("<=", bounds), bound("=", bounds));
    }

    private static @Nullable BigDecimal bound(String sign, String... bounds) {
        for (String bound : bounds) {
            if (bound.startsWith(sign)) {
                return new BigDecimal(bound.substring(sign.length()));
            }
        }
        return null;
    }

    public static ChangeTransactionMetadata changeMetadata(int id, Map<String, String> merge, String... delete) {
        return new ChangeTransactionMetadata(
                SHOP, id(id), new MetadataChange(Metadata.of(merge), new TreeSet<>(List.of(delete))));
    }

    public static RecordBatch batch(boolean atomic, boolean continueOnFailure, Command... commands) {
        return batch(
                atomic,
                continueOnFailure,
                Stream.of(commands).map(Commands::item).toArray(BatchItem[]::new));
    }

    public static RecordBatch batch(boolean atomic, boolean continueOnFailure, BatchItem... items) {
        return new RecordBatch(SHOP, atomic, continueOnFailure, List.of(items));
    }

    /** @param dependsOn the places of earlier items */
    public static BatchItem item(Command command, int... dependsOn) {
        List<Integer> places = IntStream.of(dependsOn).boxed().toList();
        return switch (command) {
            case TransactionCommand transaction -> new BatchItem.OfTransaction(transaction, places);
            case HoldCommand hold -> new BatchItem.OfHold(hold, places);
            case ChangeTransactionMetadata change -> new BatchItem.OfMetadata(change, places);
            case OpenAccount account -> new BatchItem.OfAccount(account, places);
            default -> throw new IllegalArgumentException("no item of a batch: " + command);
        };
    }

    public static TransactionId id(int number) {
        return new TransactionId(new UUID(0x0198_76a0_1c2b_7000L, 0x8000_0000_0000_0000L | number));
    }

    public static RequestedPosting debit(String account, String amount, String currency) {
        return line(account, Direction.DEBIT, amount, currency);
    }

    public static RequestedPosting credit(String account, String amount, String currency) {
        return line(account, Direction.CREDIT, amount, currency);
    }

    private static RequestedPosting line(String account, Direction direction, String amount, String currency) {
        return new RequestedPosting(
                new AccountPath(account), direction, new BigDecimal(amount), RequestedCurrency.parse(currency));
    }

    /** By how much debits outweigh credits of each income and expense account at the end of a day, by path and currency. */
    public static List<NetBalance> temporaryBalances(List<Event> facts, LedgerId ledger, LocalDate through) {
        Map<AccountPath, Map<Currency, BigInteger>> nets = new TreeMap<>();
        for (Event fact : facts) {
            if (fact instanceof PostingEvent posted
                    && posted.ledger().equals(ledger)
                    && !posted.effectiveDate().isAfter(through)) {
                for (Posting line : posted.postings().lines()) {
                    AccountType type =
                            posted.balances().of(line.account()).getFirst().type();
                    if (type == AccountType.INCOME || type == AccountType.EXPENSE) {
                        BigInteger amount = line.money().minorUnits();
                        nets.computeIfAbsent(
                                        line.account(), account -> new TreeMap<>(Comparator.comparing(Currency::code)))
                                .merge(
                                        line.money().currency(),
                                        line.direction() == Direction.DEBIT ? amount : amount.negate(),
                                        BigInteger::add);
                    }
                }
            }
        }
        List<NetBalance> balances = new ArrayList<>();
        nets.forEach((account, byCurrency) -> byCurrency.forEach((currency, net) -> {
            if (net.signum() != 0) {
                balances.add(new NetBalance(account, currency, net));
            }
        }));
        return balances;
    }
}
