package io.pacioli.query.filter;

import cz.jirutka.rsql.parser.ParseException;
import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.UnknownOperatorException;
import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.Node;
import io.pacioli.domain.message.Text;
import io.pacioli.projections.filter.Comparison;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a filter as RSQL, and tells where one is not, in our words. */
final class Syntax {

    static final int LENGTH_MAX = 2_000;
    static final int VALUES_MAX = 100;

    /** The parser calls itself for each of them. */
    private static final int PARENTHESES_MAX = 64;

    static final Map<ComparisonOperator, Comparison> OPERATORS = operators();

    private static final RSQLParser PARSER = new RSQLParser(OPERATORS.keySet());

    /** The parser keeps its tokens to itself; its messages end with their place. */
    private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

    private static final Pattern AT_END = Pattern.compile("Encountered(: | \")<EOF>");

    private Syntax() {}

    private static Map<ComparisonOperator, Comparison> operators() {
        Map<ComparisonOperator, Comparison> operators = new LinkedHashMap<>();
        operators.put(new ComparisonOperator("==", Arity.nary(1)), Comparison.ONE_OF);
        operators.put(new ComparisonOperator("!=", Arity.nary(1)), Comparison.NONE_OF);
        operators.put(new ComparisonOperator("=gt=", ">", Arity.nary(1)), Comparison.MORE_THAN);
        operators.put(new ComparisonOperator("=ge=", ">=", Arity.nary(1)), Comparison.AT_LEAST);
        operators.put(new ComparisonOperator("=lt=", "<", Arity.nary(1)), Comparison.LESS_THAN);
        operators.put(new ComparisonOperator("=le=", "<=", Arity.nary(1)), Comparison.AT_MOST);
        operators.put(new ComparisonOperator("=in=", Arity.of(1, VALUES_MAX)), Comparison.ONE_OF);
        operators.put(new ComparisonOperator("=out=", Arity.of(1, VALUES_MAX)), Comparison.NONE_OF);
        return operators;
    }

    static Node parse(String text) throws FilterMalformed {
        if (!Text.isWellFormed(text) || !Text.isWithin(text, 1, LENGTH_MAX)) {
            throw new FilterMalformed("has to be 1 to %,d characters without control characters".formatted(LENGTH_MAX));
        }
        if (text.chars().filter(c -> c == '(').count() > PARENTHESES_MAX) {
            throw new FilterMalformed("has more than %d opening parentheses".formatted(PARENTHESES_MAX));
        }
        try {
            return PARSER.parse(text);
        } catch (RSQLParserException e) {
            throw new FilterMalformed(explain(e.getCause()));
        }
    }

    private static String explain(Throwable fault) {
        if (fault instanceof UnknownOperatorException unknown) {
            return "has the comparison %s, which is none of ==, !=, =gt=, =ge=, =lt=, =le=, =in=, =out="
                    .formatted(unknown.getOperator());
        }
        if (fault instanceof IllegalArgumentException) {
            return "compares with too few or too many values: =in= and =out= take 1 to %d in parentheses, all others take one"
                    .formatted(VALUES_MAX);
        }
        if (fault instanceof ParseException wrong) {
            return "goes wrong at %s: expected %s".formatted(place(wrong.getMessage()), expected(wrong));
        }
        return "goes wrong at %s: expected a comparison such as ==, or the end of what is in quotation marks"
                .formatted(place(fault.getMessage()));
    }

    private static String place(String message) {
        Matcher column = COLUMN.matcher(message);
        return AT_END.matcher(message).find() || !column.find() ? "its end" : "character " + column.group(1);
    }

    private static String expected(ParseException wrong) {
        Set<String> words = new LinkedHashSet<>();
        Arrays.stream(wrong.expectedTokenSequences)
                .forEach(sequence -> words.add(word(wrong.tokenImage[sequence[sequence.length - 1]])));
        return String.join(" or ", words);
    }

    private static String word(String token) {
        return switch (token) {
            case "<EOF>" -> "the end";
            case "<AND>" -> "; for and";
            case "<OR>" -> ", for or";
            case "<COMP_FIQL>", "<COMP_ALT>" -> "a comparison such as ==";
            case "\"(\"" -> "(";
            case "\")\"" -> ")";
            default -> "a name or a value";
        };
    }
}
