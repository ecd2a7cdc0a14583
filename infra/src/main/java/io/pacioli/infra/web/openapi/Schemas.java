package io.pacioli.infra.web.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Short ways to say what a field is. */
final class Schemas {

    private Schemas() {}

    static Schema<?> ref(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    static Schema<?> text(int lengthMin, int lengthMax, String description) {
        return new StringSchema().minLength(lengthMin).maxLength(lengthMax).description(description);
    }

    static Schema<?> pattern(String pattern, String description) {
        return new StringSchema().pattern(pattern).description(description);
    }

    static Schema<?> format(String format, String description) {
        return new StringSchema().format(format).description(description);
    }

    static Schema<?> oneOf(Collection<String> words, String description) {
        StringSchema schema = new StringSchema();
        schema.setDescription(description);
        words.forEach(schema::addEnumItemObject);
        return schema;
    }

    /** One of several schemas, of which the word in a field tells which; each is named after its word. */
    static Schema<?> oneOf(String field, Collection<String> words, String suffix) {
        Schema<?> schema = new Schema<>();
        Discriminator discriminator = new Discriminator().propertyName(field);
        for (String word : words) {
            Schema<?> one = ref(nameOf(word, suffix));
            schema.addOneOfItem(one);
            discriminator.mapping(word, one.get$ref());
        }
        return schema.discriminator(discriminator);
    }

    /** What the schema that a word tells of is called. */
    static String nameOf(String word, String suffix) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + suffix;
    }

    static Schema<?> number(long min, String description) {
        return new IntegerSchema()
                .format("int64")
                .minimum(BigDecimal.valueOf(min))
                .description(description);
    }

    static Schema<?> number(long min, long max, String description) {
        return number(min, description).maximum(BigDecimal.valueOf(max));
    }

    static Schema<?> list(Schema<?> items, int min, int max, String description) {
        return new ArraySchema().items(items).minItems(min).maxItems(max).description(description);
    }

    static Schema<?> list(Schema<?> items, String description) {
        return new ArraySchema().items(items).description(description);
    }

    static Schema<?> texts(int pairsMax, int lengthMax, String description) {
        return new MapSchema()
                .additionalProperties(new StringSchema().maxLength(lengthMax))
                .maxProperties(pairsMax)
                .description(description);
    }

    /** An object that has these fields and no others. */
    static Fields object() {
        return new Fields();
    }

    /** Collects the fields of an object. */
    static final class Fields {

        private final ObjectSchema schema = new ObjectSchema();

        private Fields() {
            schema.additionalProperties(false);
        }

        Fields required(String name, Schema<?> field) {
            schema.addProperty(name, field);
            schema.addRequiredItem(name);
            return this;
        }

        Fields optional(String name, Schema<?> field) {
            schema.addProperty(name, field);
            return this;
        }

        Fields required(List<String> names, Schema<?> field) {
            names.forEach(name -> required(name, field));
            return this;
        }

        Schema<?> end() {
            return schema;
        }
    }
}
