package io.pacioli.infra.cli;

import io.pacioli.infra.cli.importing.Book;
import io.pacioli.infra.cli.importing.TargetLedger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sample book that comes with the program: half a year of an invented coffee roastery, in euros and dollars. */
final class SampleBook {
    static final TargetLedger LEDGER = new TargetLedger("roastery", "Halfmoon Lane Coffee Roasters", "Europe/Berlin");

    private static final List<String> FILES = List.of("currencies.jsonl", "accounts.jsonl", "transactions.jsonl");

    private SampleBook() {}

    /** Copies the book into a directory that is not there yet. */
    static Book in(Path directory) throws IOException {
        Files.createDirectory(directory);
        for (String file : FILES) {
            try (InputStream sample = SampleBook.class.getResourceAsStream("/demo/" + file)) {
                if (sample == null) {
                    throw new IllegalStateException("the sample book is not in this build");
                }
                Files.copy(sample, directory.resolve(file));
            }
        }
        return new Book(directory);
    }
}
