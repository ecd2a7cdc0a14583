package io.pacioli.infra.cli.benching;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;

/** Writes requests as they go over the wire. */
final class RequestText {

    private static final byte[] BATCH_BEGIN = ascii("{\"atomic\":false,\"items\":[");
    private static final byte[] BATCH_END = ascii("]}");
    private static final byte[] ITEM_BEGIN =
            ascii("{\"type\":\"transaction\",\"description\":\"transfer\",\"postings\":[");
    private static final byte[] TRANSFER_BEGIN = ascii("{\"description\":\"transfer\",\"postings\":[");
    private static final byte[] TRANSFER_END = ascii("],\"metadata\":{\"channel\":\"api\"}}");
    private static final byte[] ACCOUNT = ascii("{\"account\":\"" + Run.ACCOUNT_PREFIX);
    private static final byte[] DEBIT = ascii("\",\"direction\":\"debit\",\"amount\":\"");
    private static final byte[] CREDIT = ascii("\",\"direction\":\"credit\",\"amount\":\"");
    private static final byte[] CURRENCY = ascii("\",\"currency\":\"" + Run.CURRENCY + "\"}");
    private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final int MINOR_UNITS = 100;
    private static final int TEN = 10;

    private final Requests requests;
    private final byte[] postTransaction;
    private final byte[] postBatch;
    private final byte[] getAccount;
    private final byte[] getEnd;
    private final byte[] getEntriesEnd;
    private final byte[] getTrialBalance;
    private final Bytes body = new Bytes();

    RequestText(Requests requests, Run run, URI service) {
        this.requests = requests;
        String host = "Host: " + service.getRawAuthority() + "\r\n";
        String ledger = service.getRawPath() + run.path();
        String postEnd =
                " HTTP/1.1\r\n" + host + "Content-Type: application/json\r\nIdempotency-Key: " + run.keyPrefix();
        postTransaction = ascii("POST " + ledger + "/transactions" + postEnd);
        postBatch = ascii("POST " + ledger + "/batches" + postEnd);
        getAccount = ascii("GET " + ledger + "/accounts/" + Run.ACCOUNT_PREFIX);
        String end = " HTTP/1.1\r\n" + host + "\r\n";
        getEnd = ascii(end);
        getEntriesEnd = ascii("/entries" + end);
        getTrialBalance = ascii("GET " + ledger + "/trial-balance" + end);
    }

    /** Writes the request of a number in the place of whatever was written before. */
    void write(long number, Bytes out) {
        out.clear();
        switch (requests.kind(number)) {
            case OPENING, TRANSFER -> post(postTransaction, number, out, transaction(number));
            case BATCH -> post(postBatch, number, out, batch(number));
            case BALANCE ->
                out.add(getAccount).add(requests.accountRead(number) + 1L).add(getEnd);
            case STATEMENT ->
                out.add(getAccount).add(requests.accountRead(number) + 1L).add(getEntriesEnd);
            case TRIAL_BALANCE -> out.add(getTrialBalance);
        }
    }

    /** Where a write goes to, below its ledger's path. */
    String collection(long number) {
        return requests.kind(number) == Kind.BATCH ? "/batches" : "/transactions";
    }

    /** What a write says. */
    String body(long number) {
        return (requests.kind(number) == Kind.BATCH ? batch(number) : transaction(number)).toString();
    }

    private static void post(byte[] head, long number, Bytes out, Bytes body) {
        out.add(head)
                .add(number)
                .add(CONTENT_LENGTH)
                .add(body.length())
                .add(HEAD_END)
                .add(body);
    }

    private Bytes transaction(long number) {
        body.clear().add(TRANSFER_BEGIN);
        int empty = body.length();
        requests.transfers(number, (item, debited, credited, amount) -> {
            if (body.length() > empty) {
                body.add(',');
            }
            postings(debited, credited, amount);
        });
        return body.add(TRANSFER_END);
    }

    private Bytes batch(long number) {
        body.clear().add(BATCH_BEGIN);
        requests.transfers(number, (item, debited, credited, amount) -> {
            if (item > 0) {
                body.add(',');
            }
            body.add(ITEM_BEGIN);
            postings(debited, credited, amount);
            body.add(TRANSFER_END);
        });
        return body.add(BATCH_END);
    }

    private void postings(int debited, int credited, long amount) {
        posting(debited, DEBIT, amount);
        body.add(',');
        posting(credited, CREDIT, amount);
    }

    private void posting(int account, byte[] direction, long amount) {
        body.add(ACCOUNT)
                .add(account + 1L)
                .add(direction)
                .add(amount / MINOR_UNITS)
                .add('.');
        long minor = amount % MINOR_UNITS;
        if (minor < TEN) {
            body.add('0');
        }
        body.add(minor).add(CURRENCY);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
