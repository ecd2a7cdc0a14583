package io.pacioli.infra;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.projections.generation.ReadTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;

/** The house as it was designed: who may know whom, in Java and in SQL. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.pacioli");

    private static final String DOMAIN = "io.pacioli.domain..";
    private static final String COMMAND = "io.pacioli.command..";
    private static final String PROJECTIONS = "io.pacioli.projections..";
    private static final String QUERY = "io.pacioli.query..";
    private static final String INFRA = "io.pacioli.infra..";

    private static final Pattern JOURNALS_TABLES =
            Pattern.compile("(?i)\\b(event_store|(from|join|into|update) snapshots)\\.");

    private static final Pattern WRITING_SQL = Pattern.compile(
            "(?i)\\b(insert into|update [a-z_{}.]+ |delete from|merge into|truncate |copy [a-z_{}.]+ )");

    @Test
    void the_domain_knows_nobody_and_nothing_of_the_outside() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        COMMAND,
                        PROJECTIONS,
                        QUERY,
                        INFRA,
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net..",
                        "jakarta..",
                        "tools.jackson..")
                .check(HOUSE);
    }

    @Test
    void the_domain_reads_no_clock_and_no_random_number() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    @Test
    void the_write_side_does_not_know_the_read_side() {
        noClasses()
                .that()
                .resideInAPackage(COMMAND)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROJECTIONS, QUERY)
                .check(HOUSE);
    }

    @Test
    void the_read_side_does_not_know_the_write_side() {
        noClasses()
                .that()
                .resideInAnyPackage(PROJECTIONS, QUERY)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(COMMAND)
                .check(HOUSE);
    }

    @Test
    void projections_do_not_know_who_queries_them() {
        noClasses()
                .that()
                .resideInAPackage(PROJECTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(QUERY)
                .check(HOUSE);
    }

    @Test
    void nobody_knows_the_outermost_ring() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INFRA)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INFRA)
                .check(HOUSE);
    }

    /**
     * The domain's concepts name each other by right: a ledger's events are about accounts, an account is in a ledger. A class
     * that wires others knows them all.
     */
    @ParameterizedTest
    @ValueSource(strings = {"command", "projections", "query", "infra"})
    void packages_are_free_of_cycles(String module) {
        slices().matching("io.pacioli." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE.that(are(not(annotatedWith(Configuration.class)))));
    }

    @Test
    void the_event_store_and_the_command_bus_know_nothing_of_bookkeeping() {
        noClasses()
                .that(resideInAnyPackage("io.pacioli.infra.eventstore..", "io.pacioli.infra.commandbus.."))
                .and()
                .areNotAnnotatedWith(Configuration.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.pacioli.domain.ledger..",
                                "io.pacioli.domain.account..",
                                "io.pacioli.domain.transaction..",
                                "io.pacioli.domain.batch..",
                                "io.pacioli.domain.money..")
                        .and(not(type(LedgerId.class))))
                .check(HOUSE);
    }

    @Test
    void tables_are_defined_by_projections_alone() {
        classes()
                .that()
                .implement(ReadTables.class)
                .should()
                .resideInAPackage(PROJECTIONS)
                .check(HOUSE);
    }

    @Test
    void projections_and_queries_reach_the_journal_through_its_port_only() {
        assertThat(linesOf("projections", "query"))
                .noneMatch(line -> JOURNALS_TABLES.matcher(line).find());
    }

    @Test
    void queries_write_no_table() {
        assertThat(linesOf("query")).noneMatch(line -> WRITING_SQL.matcher(line).find());
    }

    private static List<String> linesOf(String... modules) {
        return Stream.of(modules)
                .flatMap(module -> {
                    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
                        return files.filter(Files::isRegularFile).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .flatMap(file -> {
                    try {
                        return Files.readAllLines(file).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
