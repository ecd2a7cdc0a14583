package io.pacioli.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/** The rule that what was recorded stays as it was, held by the database: the service's role could not break it if it tried. */
final class AppendOnly {
    private static final int WAYS_SHOWN_MAX = 4;

    /** One row for each way in which the role could change or remove what was recorded. */
    private static final String WAYS_TO_REWRITE = """
            with journal(name, oid, owner) as (
              select name, c.oid, relowner
              from unnest(array['event_store.events', 'event_store.streams', 'event_store.keys']) name
              left join pg_class c on c.oid = to_regclass(name)
              union all
              select 'event_store', null, nspowner from pg_namespace where nspname = 'event_store'
            )
            select 'it is a superuser' from pg_roles where rolname = current_user and rolsuper
            union all
            select 'it may act as ' || pg_get_userbyid(owner) || ', who owns ' || name
            from journal where pg_has_role(owner, 'member')
            union all
            select 'it may ' || privilege || ' ' || name
            from journal, unnest(array['update', 'delete', 'truncate', 'trigger']) privilege
            where has_table_privilege(oid, privilege)
            union all
            select 'it may update columns of ' || name
            from journal where has_any_column_privilege(oid, 'update') and not has_table_privilege(oid, 'update')
            union all
            select name || ' is missing' from journal where owner is null
            """;

    private AppendOnly() {}

    /** @throws StartRefused when the role of this connection could rewrite the event store; the message says how */
    static void require(Connection service) throws SQLException {
        var ways = new ArrayList<String>();
        try (var statement = service.createStatement();
                var rows = statement.executeQuery(WAYS_TO_REWRITE)) {
            while (rows.next()) {
                ways.add(rows.getString(1));
            }
        }
        if (!ways.isEmpty()) {
            throw new StartRefused("""
                    The service's database role must be able to add to the event store and never to change it, but %s. \
                    Revoke what is too much, or run the service as a role of its own (PACIOLI_DATABASE_USER).""".formatted(
                            String.join(", ", ways.subList(0, Math.min(ways.size(), WAYS_SHOWN_MAX)))));
        }
    }
}
