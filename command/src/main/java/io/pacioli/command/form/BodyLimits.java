package io.pacioli.command.form;

/**
 * How much a request may ask us to read.
 *
 * @param bytesMax of the body as it is sent
 * @param valuesMax of JSON values, whatever their size: many small ones take far more memory than they have bytes
 */
public record BodyLimits(int bytesMax, int valuesMax) {

    /** Of a request for one thing: room for 1,000 postings at 1 KiB each. */
    public static final BodyLimits SINGLE = new BodyLimits(1 << 20, 1 << 14);

    /** Of a batch. */
    public static final BodyLimits BATCH = new BodyLimits(8 << 20, 1 << 20);
}
