package io.pacioli.infra.cli.importing;

/** Is told how far an import has come. */
interface Progress {

    Progress NONE = new Progress() {
        @Override
        public void begin(String file, long bytes) {}

        @Override
        public void reached(long bytes) {}

        @Override
        public void end() {}
    };

    void begin(String file, long bytes);

    /** So many bytes of the file are in the ledger. */
    void reached(long bytes);

    void end();
}
