package io.pacioli.infra.cli.benching;

/** Time as it passes while a run waits for the service. */
interface PassingTime {

    /** Of this machine. */
    PassingTime REAL = new PassingTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailed("Interrupted.");
            }
        }
    };

    /** Nanoseconds since any one moment. */
    long nanos();

    void pause(long millis);
}
