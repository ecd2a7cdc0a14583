package io.pacioli.infra.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.account.AccountLimitsChanged;
import io.pacioli.domain.account.AccountMetadataChanged;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountOpened;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.AccountRenamed;
import io.pacioli.domain.account.AccountReopened;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.account.BalanceAfter;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.Limits;
import io.pacioli.domain.account.Totals;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.Event;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import io.pacioli.domain.message.Text;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.Money;
import io.pacioli.domain.transaction.Balances;
import io.pacioli.domain.transaction.Description;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.HoldExpired;
import io.pacioli.domain.transaction.HoldPosted;
import io.pacioli.domain.transaction.HoldVoided;
import io.pacioli.domain.transaction.Marks;
import io.pacioli.domain.transaction.Posting;
import io.pacioli.domain.transaction.Postings;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.domain.transaction.TransactionHeld;
import io.pacioli.domain.transaction.TransactionId;
import io.pacioli.domain.transaction.TransactionMetadataChanged;
import io.pacioli.domain.transaction.TransactionPosted;
import io.pacioli.infra.eventstore.EncodedEvent;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class JournalCodecsProperties {

    private static final LedgerId LEDGER = LedgerId.of("corner-shop");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JournalCodecs codecs = new JournalCodecs();

    @Property
    void whatever_is_written_reads_back_as_it_was(@ForAll("events") Event event) {
        assertThat(codecs.decode(LEDGER, codecs.encode(event))).isEqualTo(event);
    }

    @Property
    void writing_the_same_event_twice_gives_the_same_payload(@ForAll("events") Event event) {
        assertThat(codecs.encode(event).payload())
                .isEqualTo(codecs.encode(codecs.decode(LEDGER, codecs.encode(event)))
                        .payload());
    }

    /** An auditor who has parsed the documents can hash them again: there is one way to write them down. */
    @Property
    void documents_are_compact_json_in_utf_8(@ForAll("events") Event event) {
        EncodedEvent encoded = codecs.encode(event);

        assertThat(MAPPER.readTree(encoded.payload().utf8()).toString())
                .isEqualTo(encoded.payload().toString());
        if (encoded.erasable() != null) {
            assertThat(MAPPER.readTree(encoded.erasable().utf8()).toString())
                    .isEqualTo(encoded.erasable().toString());
        }
    }

    @Provide
    Arbitrary<Event> events() {
        return Arbitraries.oneOf(
                transactions(), holds(), metadataChanges(), accounts(), limitsChanged(), accountsChanged());
    }

    private static Arbitrary<Event> accounts() {
        return Combinators.combine(
                        paths(),
                        Arbitraries.of(AccountType.class),
                        text(1, AccountName.LENGTH_MAX).map(AccountName::new).injectNull(0.3),
                        metadata(),
                        limits())
                .as((path, type, name, metadata, limits) -> new AccountOpened(
                        LEDGER,
                        path,
                        type,
                        name,
                        metadata,
                        limits.stream().map(Limits::currency).distinct().toList(),
                        limits));
    }

    private static Arbitrary<Event> limitsChanged() {
        return Combinators.combine(paths(), limits(), Arbitraries.longs().between(2, Long.MAX_VALUE))
                .as((path, limits, version) -> new AccountLimitsChanged(LEDGER, path, limits, version));
    }

    private static Arbitrary<Event> accountsChanged() {
        return Combinators.combine(
                        paths(),
                        Arbitraries.of(Frozen.class).injectNull(0.3),
                        text(1, AccountName.LENGTH_MAX).map(AccountName::new).injectNull(0.3),
                        metadata(),
                        metadata(),
                        Arbitraries.longs().between(2, Long.MAX_VALUE),
                        Arbitraries.integers().between(0, 2))
                .as((path, frozen, name, merged, after, version, kind) -> switch (kind) {
                    case 0 -> new AccountReopened(LEDGER, path, frozen, version);
                    case 1 -> new AccountRenamed(LEDGER, path, name, version);
                    default ->
                        new AccountMetadataChanged(
                                LEDGER, path, new MetadataChange(merged, new TreeSet<>()), after, version);
                });
    }

    private static Arbitrary<List<Limits>> limits() {
        Arbitrary<BigInteger> amounts = Arbitraries.bigIntegers()
                .between(
                        BigInteger.ONE.subtract(BigInteger.TEN.pow(Money.DIGITS_MAX)),
                        BigInteger.TEN.pow(Money.DIGITS_MAX).subtract(BigInteger.ONE));
        return Combinators.combine(
                        Arbitraries.of(Currency.of("EUR", 2), Currency.of("JPY", 0), Currency.of("ETH", 18)),
                        amounts,
                        amounts,
                        Arbitraries.of(1, 2, 3))
                .as((currency, one, other, which) ->
                        new Limits(currency, which == 1 ? null : one.min(other), which == 2 ? null : one.max(other)))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Event> transactions() {
        return Combinators.combine(
                        Arbitraries.randomValue(random -> new UUID(random.nextLong(), random.nextLong())),
                        text(1, Reference.LENGTH_MAX).map(Reference::new).injectNull(0.3),
                        text(0, 200).map(Description::new).injectNull(0.3),
                        moments(),
                        postings(),
                        metadata(),
                        Arbitraries.longs().between(2, Long.MAX_VALUE),
                        Arbitraries.bigIntegers()
                                .between(BigInteger.ZERO, BigInteger.TEN.pow(30))
                                .injectNull(0.5)
                                .map(pending -> pending == null ? BigInteger.ZERO : pending))
                .as(JournalCodecsProperties::transaction);
    }

    private static Arbitrary<Event> holds() {
        return Combinators.combine(
                        transactions().map(TransactionPosted.class::cast),
                        moments().injectNull(0.3),
                        Arbitraries.integers().between(0, 3))
                .as((like, expiresAt, kind) -> switch (kind) {
                    case 0 ->
                        new TransactionHeld(
                                LEDGER,
                                like.transaction(),
                                like.reference(),
                                like.description(),
                                like.effectiveAt(),
                                like.effectiveDate(),
                                expiresAt,
                                like.postings(),
                                like.balances(),
                                like.metadata(),
                                null,
                                like.marks());
                    case 1 ->
                        new HoldPosted(
                                LEDGER,
                                like.transaction(),
                                like.effectiveAt(),
                                like.effectiveDate(),
                                like.postings(),
                                like.balances(),
                                like.marks());
                    case 2 -> new HoldVoided(LEDGER, like.transaction(), like.balances());
                    default -> new HoldExpired(LEDGER, like.transaction(), like.balances());
                });
    }

    private static Arbitrary<Event> metadataChanges() {
        return Combinators.combine(
                        Arbitraries.randomValue(random -> new UUID(random.nextLong(), random.nextLong())),
                        metadata(),
                        text(1, 20).set().ofMaxSize(4),
                        metadata())
                .as((id, merge, delete, after) -> {
                    TreeSet<String> deleted = new TreeSet<>(delete);
                    deleted.removeAll(merge.pairs().keySet());
                    return new TransactionMetadataChanged(
                            LEDGER, new TransactionId(id), new MetadataChange(merge, deleted), after);
                });
    }

    private static Event transaction(
            UUID id,
            Reference reference,
            Description description,
            Instant effectiveAt,
            Postings postings,
            Metadata metadata,
            long version,
            BigInteger pending) {
        List<BalanceAfter> balances = new ArrayList<>();
        postings.byAccount()
                .forEach((account, lines) -> lines.stream()
                        .map(line -> line.money().currency())
                        .distinct()
                        .forEach(currency -> balances.add(new BalanceAfter(
                                account,
                                AccountType.ASSET,
                                currency,
                                new Totals(lines.getFirst().money().minorUnits(), BigInteger.ZERO),
                                new Totals(BigInteger.ZERO, pending),
                                version))));
        LocalDate effectiveDate = effectiveAt.atZone(ZoneOffset.UTC).toLocalDate();
        return new TransactionPosted(
                LEDGER,
                new TransactionId(id),
                reference,
                description,
                effectiveAt,
                effectiveDate,
                postings,
                Balances.of(balances),
                metadata,
                null,
                null,
                new Marks(version % 2 == 0, version % 3 == 0, null));
    }

    private static Arbitrary<Postings> postings() {
        Arbitrary<Currency> currencies =
                Arbitraries.of(Currency.of("EUR", 2), Currency.of("JPY", 0), Currency.of("ETH", 18));
        Arbitrary<BigInteger> amounts = Arbitraries.bigIntegers()
                .between(BigInteger.ONE, BigInteger.TEN.pow(Money.DIGITS_MAX).subtract(BigInteger.ONE));
        return Combinators.combine(paths(), paths(), amounts, currencies)
                .as((debited, credited, amount, currency) -> List.of(
                        new Posting(debited, Direction.DEBIT, new Money(amount, currency)),
                        new Posting(credited, Direction.CREDIT, new Money(amount, currency))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(pairs -> new Postings(pairs.stream().flatMap(List::stream).toList()));
    }

    private static Arbitrary<AccountPath> paths() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> new AccountPath(String.join(":", segments)));
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-2_208_988_800_000_000L, 4_102_444_800_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static Arbitrary<Metadata> metadata() {
        return Arbitraries.maps(text(1, 20), text(0, 60)).ofMaxSize(4).map(Metadata::of);
    }

    private static Arbitrary<String> text(int lengthMin, int lengthMax) {
        Arbitrary<Integer> characters = Arbitraries.oneOf(
                Arbitraries.integers().between(' ', '~'),
                Arbitraries.integers().between(0xA0, 0xD7FF),
                Arbitraries.integers().between(0xE000, 0xFFFF),
                Arbitraries.integers().between(0x10000, 0x10FFFF));
        return characters
                .map(Character::toString)
                .list()
                .ofMinSize(lengthMin)
                .ofMaxSize(lengthMax)
                .map(all -> String.join("", all))
                .filter(text -> Text.isWellFormed(text) && Text.isWithin(text, lengthMin, lengthMax));
    }
}
