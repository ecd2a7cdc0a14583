package io.pacioli.command.form;

import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.message.Metadata;
import io.pacioli.domain.message.MetadataChange;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A change of metadata as a request gives it: pairs to merge, keys to delete. */
public final class MetadataChangeForm {

    private static final String MERGE = "merge";
    private static final String DELETE = "delete";
    private static final Notation<String> KEY = new TextNotation<>(1, Metadata.KEY_LENGTH_MAX, key -> key);
    private static final Form.Bounds KEYS =
            new Form.Bounds(0, ProblemCode.FIELD_MISSING, Metadata.PAIRS_MAX, ProblemCode.METADATA_TOO_LARGE);

    private MetadataChangeForm() {}

    /** What is asked for, or null where something is wrong with the form, which is noted. */
    public static @Nullable MetadataChange read(Form form) {
        Metadata merge = MetadataField.pairsIn(form, MERGE);
        List<String> delete = form.optionalStrings(DELETE, KEYS, KEY);
        form.end();
        if (!form.isSound()) {
            return null;
        }
        if (merge.isEmpty() && delete.isEmpty()) {
            form.refuse(MERGE, ProblemCode.FIELD_MISSING, "is required where no key is deleted");
        }
        for (int i = 0; i < delete.size(); i++) {
            if (merge.pairs().containsKey(delete.get(i))) {
                form.refuse(DELETE, i, ProblemCode.METADATA_KEY_CONTRADICTED, "is merged as well");
            }
        }
        return form.isSound() ? new MetadataChange(merge, new TreeSet<>(delete)) : null;
    }
}
