package io.pacioli.infra.cli.benching;

/**
 * How long the read tables took to be made anew.
 *
 * @param secondsFromStart from before the service was started
 */
record Replayed(CatchingUp.Result catchingUp, double secondsFromStart) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Replayed measure(Rebuild rebuild, ServiceClient service) {
        long begun = System.nanoTime();
        rebuild.begin();
        CatchingUp.Result catchingUp = CatchingUp.watch(service);
        return new Replayed(catchingUp, (System.nanoTime() - begun) / NANOS_PER_SECOND);
    }

    boolean isCaughtUp() {
        return catchingUp.isCaughtUp();
    }

    /** What was taken in from the first look on; the service is not seen before it answers. */
    long events() {
        return catchingUp.atLast().position() - catchingUp.atFirst().position();
    }
}
