package io.pacioli.model;

/** What is compared with the model: the domain on its own, or the whole service. */
public interface Subject {

    /** What has come of a request, in the model's words. */
    Outcome answer(String key, Request request);

    /** What would come of a request, which is only tried out. */
    Outcome dryRun(String key, Request request);

    /** Fails unless whatever can be read of the books says what the model says. */
    void expectSame(ReferenceBooks model);

    /** Whether it knows keys again, and looks at how a request is written. */
    boolean isService();
}
