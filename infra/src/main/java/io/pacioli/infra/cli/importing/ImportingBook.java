package io.pacioli.infra.cli.importing;

import io.pacioli.infra.cli.progress.Progress;
import io.pacioli.infra.cli.progress.ProgressOnTerminal;
import io.pacioli.infra.cli.service.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Brings a book into a ledger over the API: currencies, then accounts, then transactions in the order of their file. */
public final class ImportingBook {

    /** Well within the 8 MiB that the service takes at once. */
    private static final long BATCH_CHARACTERS_MAX = 2 << 20;

    private final Book book;
    private final TargetLedger ledger;
    private final int batchSize;
    private final Progress progress;

    private boolean ledgerOpened;
    private @Nullable String position;
    private final Tally currencies = new Tally();
    private final Tally accounts = new Tally();
    private final Tally transactions = new Tally();

    /** @param batchSize how many transactions to send at once, 1 to 1,000 */
    public ImportingBook(Book book, TargetLedger ledger, int batchSize, boolean showProgress) {
        this.book = book;
        this.ledger = ledger;
        this.batchSize = batchSize;
        this.progress = showProgress ? ProgressOnTerminal.ofBytes() : Progress.NONE;
    }

    /** @throws ImportFailed at the first record that the service does not take; all transactions before it have been posted */
    public void into(URI service) {
        ImportKeys keys = new ImportKeys(ledger.id());
        try (Api api = new Api(service);
                JsonLines currencyLines = book.currencies();
                JsonLines accountLines = book.accounts();
                JsonLines transactionLines = book.transactions()) {
            api.requireThere();
            ChartOfAccounts chart = new ChartOfAccounts(api, keys, ledger);
            ledgerOpened = chart.openLedger();
            forEach(currencyLines, line -> currencies.count(1, !chart.register(line)));
            openAccounts(chart, accountLines);
            post(new TransactionBatches(api, keys, ledger.path(), transactions), keys, transactionLines);
            position = api.position();
        } finally {
            progress.end();
        }
    }

    /**
     * What the service knows of the ledger after all that was imported.
     *
     * @param path behind that of the ledger, such as {@code /trial-balance}
     */
    public JsonNode read(URI service, String path) {
        try (Api api = new Api(service, position)) {
            Answer answer = api.get(ledger.path() + path);
            if (!answer.isOk()) {
                throw new ImportFailed(ledger.path() + path, answer.code(), answer.detail());
            }
            return answer.json();
        }
    }

    private void openAccounts(ChartOfAccounts chart, JsonLines lines) {
        try (InOrder<Boolean> opening = new InOrder<>(opened -> accounts.count(1, !opened))) {
            forEach(lines, line -> opening.begin(() -> chart.open(line)));
            opening.finish();
        }
    }

    private void post(TransactionBatches batches, ImportKeys keys, JsonLines lines) {
        List<TransactionItem> batch = new ArrayList<>(batchSize);
        long[] characters = {0};
        forEach(lines, line -> {
            TransactionItem item = TransactionItem.of(line, keys);
            boolean isLarge = characters[0] + item.json().length() > BATCH_CHARACTERS_MAX;
            if (batch.size() == batchSize || (isLarge && !batch.isEmpty())) {
                batches.post(batch);
                batch.clear();
                characters[0] = 0;
            }
            batch.add(item);
            characters[0] += item.json().length();
        });
        batches.post(batch);
    }

    private interface Each {
        void line(Line line);
    }

    private void forEach(JsonLines lines, Each each) {
        progress.begin(lines.name(), lines.bytes());
        for (Line line = lines.next(); line != null; line = lines.next()) {
            each.line(line);
            progress.reached(lines.bytesRead());
        }
        progress.end();
    }

    public boolean ledgerOpened() {
        return ledgerOpened;
    }

    public Tally currencies() {
        return currencies;
    }

    public Tally accounts() {
        return accounts;
    }

    public Tally transactions() {
        return transactions;
    }
}
