package io.pacioli.infra.cli.benching;

import java.util.List;

/**
 * How long the read tables took to be made anew.
 *
 * @param tables that had been taken away
 * @param secondsFromStart from before the service was started, without their being taken away
 */
record Replayed(List<String> tables, CatchingUp.Result catchingUp, double secondsFromStart) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Replayed measure(Rebuild rebuild, CatchingUp catchingUp, PassingTime time) {
        List<String> tables = rebuild.takeReadTablesAway();
        if (tables.isEmpty()) {
            throw new BenchFailed("The service has no read tables that could be taken away.");
        }
        long begun = time.nanos();
        rebuild.startService();
        CatchingUp.Result caughtUp = catchingUp.watch();
        return new Replayed(tables, caughtUp, (time.nanos() - begun) / NANOS_PER_SECOND);
    }

    boolean isCaughtUp() {
        return catchingUp.isCaughtUp();
    }

    /** What was taken in from the first look on; the service is not seen before it answers. */
    long events() {
        return catchingUp.atLast().position() - catchingUp.atFirst().position();
    }
}
