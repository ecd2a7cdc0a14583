package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object that is read field by field; whatever is wrong with one is noted, and reading goes on.
 *
 * <p>A field that is refused reads as null. {@link #end()} refuses the fields that nobody asked for; only when
 * {@link #isSound()} holds after it are the values that were read complete. Null and absent are the same.
 */
public final class Form {

    private final ObjectNode fields;
    private final Pointer place;
    private final Violations violations;
    private final int violationsBefore;
    private final List<String> asked = new ArrayList<>(8);
    private int present;

    private Form(ObjectNode fields, Pointer place, Violations violations) {
        this.fields = fields;
        this.place = place;
        this.violations = violations;
        this.violationsBefore = violations.found();
    }

    /** The body as a form, or null where it is no object, which is noted. */
    static @Nullable Form of(JsonNode body, Violations violations) {
        if (body instanceof ObjectNode fields) {
            return new Form(fields, Pointer.ROOT, violations);
        }
        violations.add("", ProblemCode.FIELD_TYPE_WRONG, "has to be a JSON object");
        return null;
    }

    public <T> @Nullable T required(String field, Notation<T> notation) {
        JsonNode value = requiredValue(field);
        return value == null ? null : read(field, value, notation);
    }

    /** A field that has to be there, and may be null; null as well where it is refused. */
    public <T> @Nullable T requiredOrNull(String field, Notation<T> notation) {
        if (!fields.has(field)) {
            refuse(field, ProblemCode.FIELD_MISSING, "is required, and may be null");
        }
        return optional(field, notation);
    }

    public <T> @Nullable T optional(String field, Notation<T> notation) {
        JsonNode value = value(field);
        return value == null ? null : read(field, value, notation);
    }

    private <T> @Nullable T read(String field, JsonNode value, Notation<T> notation) {
        if (value.isString()) {
            return notation.read(value.stringValue(), this, field);
        }
        refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be a string");
        return null;
    }

    public @Nullable Boolean requiredTruth(String field) {
        JsonNode value = requiredValue(field);
        return value == null ? null : truth(field, value);
    }

    public @Nullable Boolean optionalTruth(String field, boolean otherwise) {
        JsonNode value = value(field);
        return value == null ? (Boolean) otherwise : truth(field, value);
    }

    /** Whether the field is true; it is not where it is absent or refused. */
    public boolean optionalFlag(String field) {
        return Boolean.TRUE.equals(optionalTruth(field, false));
    }

    private @Nullable Boolean truth(String field, JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be true or false");
        return null;
    }

    /** A whole number within bounds, or null where it is absent or refused; out of bounds it is refused with the code. */
    public @Nullable Integer optionalInteger(String field, int min, int max, ProblemCode outOfBounds) {
        Long number = optionalLong(field, min, max, outOfBounds);
        return number == null ? null : (Integer) number.intValue();
    }

    /** As {@link #optionalInteger} for a number that may be longer. */
    public @Nullable Long optionalLong(String field, long min, long max, ProblemCode outOfBounds) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be a whole number");
            return null;
        }
        long number = value.longValue();
        if (number < min || number > max) {
            refuse(field, outOfBounds, "has to be %d to %d".formatted(min, max));
            return null;
        }
        return number;
    }

    /** What the reader makes of an object in a field, a form of its own; null where it is absent or refused. */
    public <T> @Nullable T optionalForm(String field, Function<Form, @Nullable T> reader) {
        ObjectNode inner = optionalObject(field);
        return inner == null ? null : reader.apply(new Form(inner, place.to(field), violations));
    }

    /**
     * The items of a required list of objects, as far as they are sound; each is read as a form of its own.
     *
     * <p>A list whose length is out of bounds is refused without a look at its items.
     */
    public <T> List<T> objects(String field, Bounds bounds, Function<Form, @Nullable T> reader) {
        return placedObjects(field, bounds, (item, _) -> reader.apply(item));
    }

    /** As {@link #objects} for items that may refer to each other by their places. */
    public <T> List<T> placedObjects(String field, Bounds bounds, ItemReader<T> reader) {
        JsonNode list = requiredValue(field);
        return list == null ? List.of() : objects(field, list, bounds, reader);
    }

    /** Reads an item of a list, of which the first has the place 0; null where it is refused. */
    @FunctionalInterface
    public interface ItemReader<T> {
        @Nullable
        T read(Form item, int place);
    }

    /** As {@link #objects} for a list that may be left out, for which there is null. */
    public <T> @Nullable List<T> optionalObjects(String field, Bounds bounds, Function<Form, @Nullable T> reader) {
        JsonNode list = value(field);
        return list == null ? null : objects(field, list, bounds, (item, _) -> reader.apply(item));
    }

    private <T> List<T> objects(String field, JsonNode list, Bounds bounds, ItemReader<T> reader) {
        if (!list.isArray()) {
            refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be a list");
            return List.of();
        }
        int size = list.size();
        if (!bounds.admit(size, this, field)) {
            return List.of();
        }
        Pointer listPlace = place.to(field);
        List<T> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Pointer itemPlace = listPlace.to(i);
            if (list.get(i) instanceof ObjectNode item) {
                T value = reader.read(new Form(item, itemPlace, violations), i);
                if (value != null) {
                    items.add(value);
                }
            } else {
                violations.add(itemPlace.toString(), ProblemCode.FIELD_TYPE_WRONG, "has to be an object");
            }
        }
        return items;
    }

    /**
     * The items of a list of strings that may be left out, as far as they are sound; none where it is absent or refused.
     *
     * <p>A list whose length is out of bounds is refused without a look at its items.
     */
    public <T> List<T> optionalStrings(String field, Bounds bounds, Notation<T> notation) {
        JsonNode list = value(field);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be a list");
            return List.of();
        }
        int size = list.size();
        if (!bounds.admit(size, this, field)) {
            return List.of();
        }
        Form within = new Form(fields, place.to(field), violations);
        List<T> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            T value = within.read(Integer.toString(i), list.get(i), notation);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    /**
     * The items of a list of whole numbers that may be left out, as far as they are sound; none where it is absent or refused.
     *
     * @param fits whether a number may stand in it; one that may not is refused with the code and the rule
     */
    public List<Integer> optionalIntegers(
            String field, Bounds bounds, IntPredicate fits, ProblemCode code, String rule) {
        JsonNode list = value(field);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be a list");
            return List.of();
        }
        int size = list.size();
        if (!bounds.admit(size, this, field)) {
            return List.of();
        }
        List<Integer> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            JsonNode item = list.get(i);
            if (!item.isIntegralNumber()) {
                refuse(field, i, ProblemCode.FIELD_TYPE_WRONG, "has to be a whole number");
            } else if (!item.canConvertToInt() || !fits.test(item.intValue())) {
                refuse(field, i, code, rule);
            } else {
                items.add(item.intValue());
            }
        }
        return items;
    }

    /** How long a list may be, and with which codes it is refused otherwise. */
    public record Bounds(int min, ProblemCode tooFew, int max, ProblemCode tooMany) {

        boolean admit(int size, Form form, String field) {
            if (size < min) {
                form.refuse(field, tooFew, "needs at least %,d, and has %,d".formatted(min, size));
            } else if (size > max) {
                form.refuse(field, tooMany, "may have at most %,d, and has %,d".formatted(max, size));
            }
            return size >= min && size <= max;
        }
    }

    /** An object whose fields the client names; null where it is absent or refused. */
    @Nullable
    ObjectNode optionalObject(String field) {
        JsonNode value = value(field);
        if (value == null || value instanceof ObjectNode) {
            return (ObjectNode) value;
        }
        refuse(field, ProblemCode.FIELD_TYPE_WRONG, "has to be an object");
        return null;
    }

    /** Refuses this form as a whole. */
    public void refuse(ProblemCode code, String detail) {
        violations.add(place.toString(), code, detail);
    }

    public void refuse(String field, ProblemCode code, String detail) {
        violations.add(place.to(field).toString(), code, detail);
    }

    /** Refuses one item of a list of which all items were sound. */
    public void refuse(String field, int item, ProblemCode code, String detail) {
        violations.add(place.to(field).to(item).toString(), code, detail);
    }

    void refuse(String field, String inner, ProblemCode code, String detail) {
        violations.add(place.to(field).to(inner).toString(), code, detail);
    }

    /** Refuses every field that has not been asked for. */
    public void end() {
        if (present == fields.size()) {
            return;
        }
        for (String field : fields.propertyNames()) {
            if (!asked.contains(field)) {
                refuse(
                        field,
                        ProblemCode.FIELD_UNKNOWN,
                        "is no field of this object; it has " + String.join(", ", asked));
            }
        }
    }

    /** Whether nothing has been refused since this form was begun. */
    public boolean isSound() {
        return violations.found() == violationsBefore;
    }

    private @Nullable JsonNode requiredValue(String field) {
        JsonNode value = value(field);
        if (value == null) {
            refuse(field, ProblemCode.FIELD_MISSING, "is required");
        }
        return value;
    }

    private @Nullable JsonNode value(String field) {
        asked.add(field);
        JsonNode value = fields.get(field);
        if (value == null) {
            return null;
        }
        present++;
        return value.isNull() ? null : value;
    }
}
