package io.pacioli.projections.entry;

import io.pacioli.projections.generation.Projection;
import io.pacioli.projections.generation.ReadTables;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * One row a posting. Texts, times and the transaction's id are not repeated here: a page of entries reads the events that they
 * come from, whose place is the position.
 *
 * <p>What was posted of holds has a table of its own, which all that is asked of entries sees as well. Only the list of an
 * account's transactions leaves it out: a transaction that was held stands there where the hold was placed, not where it was
 * posted, and finds it so without a look at entries that are no places of transactions.
 *
 * <p>Under load this grows enough in a minute to be analysed again, so the sample is a third of the usual one, and columns that nobody
 * looks for are left out of it: sorting 30,000 rows by all of them kept a processor busy for half a second.
 */
@Component
class EntryTable implements ReadTables {

    @Override
    public Projection projection() {
        return Projection.ENTRIES;
    }

    @Override
    public String definition() {
        return """
                create table {entries}.entries (
                  account_id     bigint        not null,
                  position       bigint        not null,
                  effective_date date          not null,
                  line           smallint      not null,
                  direction      "char"        not null,
                  currency       text          collate "C" not null,
                  amount         numeric(38,0) not null,
                  debits         numeric(38,0) not null,
                  credits        numeric(38,0) not null,
                  tenant         text          collate "C" not null,
                  primary key (account_id, position, line)
                );
                create table {entries}.hold_entries (
                  primary key (account_id, position, line)
                ) inherits ({entries}.entries);
                alter table {entries}.entries
                  alter account_id set statistics 30, alter position set statistics 30, alter effective_date set statistics 30,
                  alter line set statistics 0, alter direction set statistics 30, alter currency set statistics 30,
                  alter amount set statistics 30, alter debits set statistics 0, alter credits set statistics 0,
                  alter tenant set statistics 0;
                comment on table {entries}.hold_entries is 'What was posted of holds, at the position of its posting';
                comment on column {entries}.entries.line is 'Which posting of the transaction, from 0';
                comment on column {entries}.entries.direction is 'd for debit, c for credit';
                comment on column {entries}.entries.debits is 'All that has been debited to the account up to this posting'
                """;
    }

    @Override
    public String indexes() {
        return """
                create index entries_by_date on {entries}.entries (account_id, currency, effective_date, position);
                create index hold_entries_by_date on {entries}.hold_entries (account_id, currency, effective_date, position)
                """;
    }

    @Override
    public Map<String, List<String>> comparedBy() {
        List<String> accountAndDay = List.of("account_id", "currency", "effective_date");
        return Map.of("entries", accountAndDay, "hold_entries", accountAndDay);
    }
}
