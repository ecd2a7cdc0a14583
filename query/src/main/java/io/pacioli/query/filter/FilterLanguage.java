package io.pacioli.query.filter;

import static java.util.stream.Collectors.joining;

import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import io.pacioli.domain.account.AccountType;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.Text;
import io.pacioli.domain.money.CurrencyCode;
import io.pacioli.domain.transaction.Direction;
import io.pacioli.domain.transaction.Reference;
import io.pacioli.projections.filter.Comparison;
import io.pacioli.projections.filter.Condition;
import io.pacioli.projections.filter.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the filters of one kind of list. They are written in RSQL: {@code type==asset;status!=closed}. There {@code ;} is and,
 * {@code ,} is or, and the parser of that language does the reading; what is ours are the fields and the forms of their values.
 */
public final class FilterLanguage {

    static final int TERMS_MAX = 32;
    static final int DEPTH_MAX = 8;

    private static final int ECHO_MAX = 64;

    private static final FilterField METADATA = FilterField.ofKeys(
            "metadata",
            new FilterField.Key("KEY", key -> Text.isWithin(key, 1, Metadata.KEY_LENGTH_MAX)),
            Field.METADATA,
            ValueForm.METADATA);

    private static final FilterField BALANCE = FilterField.ofKeys(
            "balance", new FilterField.Key("CUR", CurrencyCode::isWellFormed), Field.BALANCE, ValueForm.BALANCE);

    public static final FilterLanguage ACCOUNTS = new FilterLanguage(
            FilterField.of("path", Field.ACCOUNT, ValueForm.PATTERN),
            FilterField.of("type", Field.TYPE, ValueForm.word(AccountType.WORDS.all())),
            FilterField.of("status", Field.STATUS, ValueForm.word(List.of("open", "frozen", "closed"))),
            FilterField.of("openedAt", Field.OPENED_AT, ValueForm.MOMENT),
            FilterField.of("currency", Field.CURRENCY, ValueForm.CURRENCY),
            BALANCE,
            METADATA);

    public static final FilterLanguage TRANSACTIONS = new FilterLanguage(
            FilterField.of("id", Field.ID, ValueForm.ID),
            FilterField.of("reference", Field.REFERENCE, ValueForm.text(1, Reference.LENGTH_MAX)),
            FilterField.of(
                    "status",
                    Field.STATUS,
                    ValueForm.word(List.of("pending", "posted", "voided", "expired", "partly-reversed", "reversed"))),
            FilterField.of("effectiveDate", Field.EFFECTIVE_DATE, ValueForm.DAY),
            FilterField.of("recordedAt", Field.RECORDED_AT, ValueForm.MOMENT),
            FilterField.ofPosting("account", Field.ACCOUNT, ValueForm.PATTERN),
            FilterField.ofPosting("direction", Field.DIRECTION, ValueForm.word(Direction.WORDS.all())),
            FilterField.ofPosting("amount", Field.AMOUNT, ValueForm.AMOUNT),
            FilterField.ofPosting("currency", Field.CURRENCY, ValueForm.CURRENCY),
            METADATA);

    /** Accounts, each with one of its balances. */
    public static final FilterLanguage BALANCES = new FilterLanguage(
            FilterField.of("account", Field.ACCOUNT, ValueForm.PATTERN),
            FilterField.of("type", Field.TYPE, ValueForm.word(AccountType.WORDS.all())),
            FilterField.of("status", Field.STATUS, ValueForm.word(List.of("open", "frozen", "closed"))),
            FilterField.of("openedAt", Field.OPENED_AT, ValueForm.MOMENT),
            FilterField.of("currency", Field.CURRENCY, ValueForm.CURRENCY),
            BALANCE,
            METADATA);

    public static final FilterLanguage ENTRIES = new FilterLanguage(
            FilterField.of("direction", Field.DIRECTION, ValueForm.word(Direction.WORDS.all())),
            FilterField.of("amount", Field.AMOUNT, ValueForm.AMOUNT),
            FilterField.of("currency", Field.CURRENCY, ValueForm.CURRENCY),
            FilterField.of("effectiveDate", Field.EFFECTIVE_DATE, ValueForm.DAY),
            FilterField.of("recordedAt", Field.RECORDED_AT, ValueForm.MOMENT),
            FilterField.of("reference", Field.REFERENCE, ValueForm.text(1, Reference.LENGTH_MAX)),
            METADATA);

    private final List<FilterField> fields;

    private FilterLanguage(FilterField... fields) {
        this.fields = List.of(fields);
    }

    public Condition parse(String text) throws FilterMalformed {
        return new Reading().condition(Syntax.parse(text), 1);
    }

    private final class Reading {

        private int terms;
        private int values;

        Condition condition(Node node, int depth) throws FilterMalformed {
            if (depth > DEPTH_MAX) {
                throw new FilterMalformed("is more than %d levels deep".formatted(DEPTH_MAX));
            }
            if (node instanceof ComparisonNode comparison) {
                return term(comparison);
            }
            List<Condition> parts = new ArrayList<>();
            for (Node part : ((LogicalNode) node).getChildren()) {
                Condition read = condition(part, depth + 1);
                // What stands in parentheses without need is part of what it stands in.
                parts.addAll(node instanceof AndNode ? Condition.conjuncts(read) : List.of(read));
            }
            return node instanceof AndNode ? new Condition.All(parts) : new Condition.Any(parts);
        }

        private Condition.Term term(ComparisonNode node) throws FilterMalformed {
            terms++;
            values += node.getArguments().size();
            if (terms > TERMS_MAX || values > Syntax.VALUES_MAX) {
                throw new FilterMalformed(
                        "has more than %d comparisons or %d values".formatted(TERMS_MAX, Syntax.VALUES_MAX));
            }
            FilterField field = field(node.getSelector());
            Comparison comparison = Syntax.OPERATORS.get(node.getOperator());
            if (!field.comparisons().contains(comparison)) {
                throw new FilterMalformed("compares %s with %s, which takes %s"
                        .formatted(field.shown(), node.getOperator().getSymbol(), taken(field)));
            }
            List<Object> read = new ArrayList<>();
            for (String argument : node.getArguments()) {
                Optional<Object> value = field.form().of(argument);
                read.add(value.orElseThrow(() -> new FilterMalformed("compares %s with %s: expected %s"
                        .formatted(
                                node.getSelector(), echo(argument), field.form().expected()))));
            }
            return new Condition.Term(field.field(), field.key(node.getSelector()), comparison, read);
        }

        private FilterField field(String selector) throws FilterMalformed {
            for (FilterField field : fields) {
                if (field.isMeantBy(selector)) {
                    return field;
                }
            }
            throw new FilterMalformed("is about %s, which is none of %s"
                    .formatted(
                            echo(selector),
                            fields.stream().map(FilterField::shown).collect(joining(", "))));
        }
    }

    private static String taken(FilterField field) {
        return Syntax.OPERATORS.entrySet().stream()
                .filter(each -> field.comparisons().contains(each.getValue()))
                .map(each -> each.getKey().getSymbol())
                .collect(joining(", "));
    }

    private static String echo(String text) {
        return Text.isWithin(text, 1, ECHO_MAX) ? text : text.isEmpty() ? "nothing" : "what is too long";
    }
}
