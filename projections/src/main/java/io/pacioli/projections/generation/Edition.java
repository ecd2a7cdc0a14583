package io.pacioli.projections.generation;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which read tables a build understands, by the versions of all of them: {@code 1.1.2.1.1.1}. Nodes of one edition share their
 * tables; those of another have tables of their own beside them, all of them, because an answer is right for one position of all
 * projections, and what another edition's nodes write moves at their pace.
 */
@Component
public final class Edition {

    private final String name;

    /** That of this build. */
    public Edition() {
        this(Arrays.stream(Projection.values())
                .map(projection -> Integer.toString(projection.version()))
                .collect(Collectors.joining(".")));
    }

    public Edition(String name) {
        if (!name.matches("[0-9.]{1,100}")) {
            throw new IllegalArgumentException("an edition is made of numbers and dots: " + name);
        }
        this.name = name;
    }

    /** SQL with this edition in place of {@code {edition}}, as a literal. */
    public String in(String template) {
        return template.replace("{edition}", "'" + name + "'");
    }

    /** The name under which an event processor of this edition keeps its place in the journal. */
    public String of(String processor) {
        return processor + "/" + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
