package io.pacioli.infra.cli.importing;

import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with the three files of a book. */
public record Book(Path directory) {

    public Book {
        if (!Files.isDirectory(directory)) {
            throw new ImportFailed(directory.toString(), "UNREADABLE", "There is no such directory.");
        }
    }

    JsonLines currencies() {
        return JsonLines.open(directory.resolve("currencies.jsonl"));
    }

    JsonLines accounts() {
        return JsonLines.open(directory.resolve("accounts.jsonl"));
    }

    JsonLines transactions() {
        return JsonLines.open(directory.resolve("transactions.jsonl"));
    }
}
