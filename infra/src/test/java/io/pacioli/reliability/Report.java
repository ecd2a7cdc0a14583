package io.pacioli.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of a run, in words that say how to repeat it. */
record Report(
        long seed,
        Duration took,
        List<CrashRun.Inflicted> inflicted,
        List<FaultKind> leftOut,
        Tally tally,
        Audit.Result audited,
        Differences differences) {

    boolean isClean() {
        return differences.areNone();
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Seed %d, %,d s, %,d faults of %d kinds"
                .formatted(seed, took.toSeconds(), inflicted.size(), byKind().size()));
        faults(lines);
        requests(lines);
        promises(lines);
        return String.join(System.lineSeparator(), lines);
    }

    private void faults(List<String> lines) {
        lines.add("");
        lines.add("%-20s %7s %16s %10s".formatted("fault", "times", "back, median ms", "max ms"));
        byKind().forEach((kind, recoveries) -> lines.add("%-20s %7d %,16d %,10d"
                .formatted(kind, recoveries.size(), recoveries.get(recoveries.size() / 2), recoveries.getLast())));
        leftOut.forEach(kind -> lines.add("%-20s left out".formatted(kind)));
    }

    private void requests(List<String> lines) {
        lines.add("");
        lines.add("%,12d requests sent, each with a key of its own".formatted(tally.sentSoFar()));
        lines.add("%,12d acknowledged".formatted(tally.acknowledgedSoFar()));
        lines.add("%,12d rejected by a rule".formatted(tally.rejectedSoFar()));
        tally.rejectedByCode().forEach((code, count) -> lines.add("%,12d of these %s".formatted(count, code)));
        lines.add("%,12d times sent again with the same key".formatted(tally.retriedSoFar()));
        lines.add("%,12d times left without an answer".formatted(tally.lostSoFar()));
        tally.unavailableByCode()
                .forEach((code, count) -> lines.add("%,12d times answered 503 %s".formatted(count, code)));
        lines.add("%,12d events stored, %,d entries in the read models".formatted(audited.events(), audited.entries()));
        lines.add("%,12d holds have expired".formatted(audited.expired()));
        lines.add("%,12d answers asked for once more, and compared byte by byte".formatted(audited.replays()));
    }

    private void promises(List<String> lines) {
        lines.add("");
        for (Promise promise : Promise.values()) {
            long count = differences.of(promise);
            String holds = audited.equals(Audit.Result.NONE) ? "not audited" : "holds";
            lines.add("%-26s %-12s %s".formatted(promise, count == 0 ? holds : "BROKEN " + count, promise.words()));
        }
        differences.told().forEach(each -> lines.add("  " + each));
        lines.add("");
        lines.add(isClean() ? "No differences." : "DIFFERENCES. To repeat the schedule: --seed " + seed);
    }

    /** Milliseconds until everything was back, in ascending order. */
    private Map<FaultKind, List<Long>> byKind() {
        return inflicted.stream()
                .collect(Collectors.groupingBy(
                        CrashRun.Inflicted::kind,
                        () -> new EnumMap<>(FaultKind.class),
                        Collectors.mapping(
                                each -> each.recovery().toMillis(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        all -> all.stream().sorted().toList()))));
    }
}
