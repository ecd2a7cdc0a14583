package io.pacioli.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.pacioli.domain.money.CurrencyCode;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The forms as the documentation has them, in another notation than the code. */
class PathAndCodeProperties {

    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(?::[A-Za-z0-9][A-Za-z0-9._-]*){0,15}");
    private static final Pattern CODE = Pattern.compile("[A-Z](?:[A-Z0-9._-]{0,22}[A-Z0-9])?");

    @Property
    void a_path_is_what_its_pattern_says(@ForAll("paths") String text) {
        assertThat(AccountPath.isWellFormed(text))
                .isEqualTo(text.length() <= AccountPath.LENGTH_MAX
                        && PATH.matcher(text).matches());
    }

    @Property
    void a_code_is_what_its_pattern_says(@ForAll("codes") String text) {
        assertThat(CurrencyCode.isWellFormed(text)).isEqualTo(CODE.matcher(text).matches());
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("abzAZ09:::.._- é\n")
                .ofMaxLength(40)
                .edgeCases(edges ->
                        edges.add("a:".repeat(15) + "a", "a:".repeat(16) + "a", "a".repeat(255), "a".repeat(256)));
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.strings()
                .withChars("AZMZ09._-aÄ\n")
                .ofMaxLength(26)
                .edgeCases(edges -> edges.add("A".repeat(24), "A".repeat(25), "A".repeat(23) + "-"));
    }
}
