package io.pacioli.infra.cli.progress;

/** Is told how far a piece of work has come. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String what, long count) {}

        @Override
        public void reached(long count) {}

        @Override
        public void end() {}
    };

    /**
     * Work begins.
     *
     * @param what is worked on, in a word
     * @param count how much of it there is
     */
    void begin(String what, long count);

    /** So much of it is done. */
    void reached(long count);

    void end();
}
