package io.pacioli.infra.postgres.embedded;

import io.pacioli.infra.postgres.StartRefused;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of the configuration file that we keep beside PostgreSQL's own: durable, private, and fit for a service. */
final class ServerSettings {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]{0,62}");
    private static final Set<String> NEVER = Set.of("off", "false", "no", "0");
    private static final long MIB = 1L << 20;
    private static final long SHARED_BUFFERS_MIB_MIN = 128;
    private static final long SHARED_BUFFERS_MIB_MAX = 2_048;

    private static final long WAL_MIB_MIN = 1 << 10;
    private static final long WAL_MIB_MAX = 16 << 10;
    private static final long WAL_MIB_KEPT_MIN = 80;
    private static final long WAL_MIB_KEPT_MAX = 1 << 10;

    private final Map<String, String> values = new TreeMap<>();

    /**
     * @param machineBytes the memory of the machine or container, of which an eighth becomes the buffer pool
     * @param diskBytes the room on the disk, of which an eighth may be taken by the write-ahead log and a sixteenth by the files that it keeps
     */
    ServerSettings(int port, long machineBytes, long diskBytes, Map<String, String> overrides) {
        durability();
        memory(machineBytes / MIB);
        checkpoints(diskBytes / MIB);
        logs();
        values.putAll(overrides);
        network(port);
    }

    /** Whether the server waits for its disk. */
    boolean syncs() {
        return !NEVER.contains(values.get("fsync"));
    }

    String text() {
        return values.entrySet().stream()
                .map(setting -> "%s = '%s'\n".formatted(name(setting.getKey()), escaped(setting.getValue())))
                .collect(Collectors.joining("", "# Written by Pacioli at every start.\n", ""));
    }

    private void durability() {
        values.put("fsync", "on");
        values.put("synchronous_commit", "on");
        values.put("full_page_writes", "on");
    }

    private void memory(long machineMib) {
        values.put("shared_buffers", Math.clamp(machineMib / 8, SHARED_BUFFERS_MIB_MIN, SHARED_BUFFERS_MIB_MAX) + "MB");
        values.put("effective_cache_size", Math.max(machineMib / 2, 2 * SHARED_BUFFERS_MIB_MIN) + "MB");
        values.put("maintenance_work_mem", "128MB");
        values.put("work_mem", "16MB");
        values.put("max_connections", "100");
        // Short statements in great number: compiling their plans costs more than it saves.
        values.put("jit", "off");
        values.put("random_page_cost", "1.1");
    }

    private void checkpoints(long diskMib) {
        // Each checkpoint makes the next touch of every page a full image in the WAL, so they are kept far apart: with
        // one every 2 GiB and a million accounts, half of the WAL was such images.
        values.put("max_wal_size", Math.clamp(diskMib / 8, WAL_MIB_MIN, WAL_MIB_MAX) + "MB");
        values.put("min_wal_size", Math.clamp(diskMib / 16, WAL_MIB_KEPT_MIN, WAL_MIB_KEPT_MAX) + "MB");
        values.put("checkpoint_timeout", "15min");
        values.put("checkpoint_completion_target", "0.9");
        values.put("wal_buffers", "16MB");
        // Nothing replicates from an embedded server.
        values.put("wal_level", "minimal");
        values.put("max_wal_senders", "0");
    }

    private void logs() {
        values.put("logging_collector", "on");
        values.put("log_directory", "../log");
        // One file a weekday, each overwritten after a week: the logs are bounded.
        values.put("log_filename", "postgresql-%a.log");
        values.put("log_rotation_age", "1d");
        values.put("log_rotation_size", "0");
        values.put("log_truncate_on_rotation", "on");
        // A failed statement's text, detail and context may hold what people wrote into the book.
        values.put("log_min_error_statement", "panic");
        values.put("log_error_verbosity", "terse");
        values.put("log_timezone", "UTC");
        values.put("lc_messages", "C");
    }

    private void network(int port) {
        values.put("port", Integer.toString(port));
        values.put("listen_addresses", "127.0.0.1");
        values.put("unix_socket_directories", "");
        values.put("password_encryption", "scram-sha-256");
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new StartRefused("\"%s\" cannot be the name of a PostgreSQL setting".formatted(name));
        }
        return name;
    }

    private static String escaped(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new StartRefused("A PostgreSQL setting's value cannot contain control characters");
        }
        return value.replace("\\", "\\\\").replace("'", "''");
    }
}
