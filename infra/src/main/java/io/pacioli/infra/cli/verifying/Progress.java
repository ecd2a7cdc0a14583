package io.pacioli.infra.cli.verifying;

/** Is told how far a verification has come. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(long events) {}

        @Override
        public void reached(long events) {}

        @Override
        public void end() {}
    };

    void begin(long events);

    void reached(long events);

    void end();
}
