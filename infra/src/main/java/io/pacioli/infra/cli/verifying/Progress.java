package io.pacioli.infra.cli.verifying;

/** Is told how far a verification has come. */
public interface Progress {

    void begin(long events);

    void reached(long events);

    void end();
}
