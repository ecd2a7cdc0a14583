package io.pacioli.command.ledger;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.form.TextNotation;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ChartPolicy;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.LedgerName;
import io.pacioli.domain.ledger.OpenLedger;
import io.pacioli.domain.money.Currency;
import io.pacioli.domain.money.CurrencyCode;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger as a request gives it. */
final class LedgerForm {

    private static final Notation<LedgerName> NAME = new TextNotation<>(1, LedgerName.LENGTH_MAX, LedgerName::new);
    private static final Notation<ChartPolicy> CHART = Notations.wordOf(ChartPolicy.WORDS);
    private static final Notation<ZoneId> TIME_ZONE = LedgerForm::timeZone;

    /** A ledger may be opened without a currency: its bounds are those of the list alone. */
    private static final Form.Bounds CURRENCIES =
            new Form.Bounds(0, ProblemCode.FIELD_MISSING, OpenLedger.CURRENCIES_MAX, ProblemCode.CURRENCIES_TOO_MANY);

    private LedgerForm() {}

    static @Nullable OpenLedger read(Form form) {
        LedgerId id = form.required("id", Notations.LEDGER_ID);
        LedgerName name = form.required("name", NAME);
        ZoneId timeZone = form.required("timeZone", TIME_ZONE);
        ChartPolicy chart = form.required("chart", CHART);
        List<Currency> currencies = form.objects("currencies", CURRENCIES, CurrencyForm::read);
        form.end();
        if (id == null || name == null || timeZone == null || chart == null || !form.isSound()) {
            return null;
        }
        return isEachOnce(currencies, form) ? new OpenLedger(id, name, timeZone, chart, currencies) : null;
    }

    private static boolean isEachOnce(List<Currency> currencies, Form form) {
        Set<CurrencyCode> seen = new HashSet<>();
        for (int i = 0; i < currencies.size(); i++) {
            CurrencyCode code = currencies.get(i).code();
            if (!seen.add(code)) {
                form.refuse("currencies", i, ProblemCode.CURRENCY_DUPLICATE, "gives %s once more".formatted(code));
            }
        }
        return form.isSound();
    }

    /** Regions only: a fixed offset is no time zone, for it has no rules, and a ledger that has one is wrong half the year. */
    private static @Nullable ZoneId timeZone(String text, Form form, String field) {
        if (ZoneRulesProvider.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        form.refuse(
                field, ProblemCode.TIME_ZONE_UNKNOWN, "has to be a region of the IANA database, or UTC: Europe/Berlin");
        return null;
    }
}
