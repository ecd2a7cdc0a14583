package io.pacioli.command.period;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.command.form.TextNotation;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.decision.ProblemCode;
import io.pacioli.domain.ledger.ClosePeriod;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.ledger.Reason;
import io.pacioli.domain.ledger.ReopenPeriod;
import io.pacioli.domain.transaction.EffectiveAt;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The closing and the reopening of a period as requests give them. */
final class PeriodForm {

    private static final Notation<Reason> REASON = new TextNotation<>(1, Reason.LENGTH_MAX, Reason::new);
    private static final Notation<LocalDate> DAY = PeriodForm::day;
    private static final Pattern DAY_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private PeriodForm() {}

    static @Nullable ClosePeriod closing(Form form, LedgerId ledger, @Nullable Long expectedVersion) {
        LocalDate through = form.required("through", DAY);
        AccountPath closingAccount = form.optionalForm("closingEntries", PeriodForm::closingAccount);
        form.end();
        return through == null || !form.isSound()
                ? null
                : new ClosePeriod(ledger, through, closingAccount, expectedVersion);
    }

    private static @Nullable AccountPath closingAccount(Form entries) {
        AccountPath account = entries.required("account", Notations.ACCOUNT_PATH);
        entries.end();
        return account;
    }

    static @Nullable ReopenPeriod reopening(Form form, LedgerId ledger, @Nullable Long expectedVersion) {
        LocalDate through = form.optional("through", DAY);
        Reason reason = form.required("reason", REASON);
        form.end();
        return reason == null || !form.isSound() ? null : new ReopenPeriod(ledger, through, reason, expectedVersion);
    }

    private static @Nullable LocalDate day(String text, Form form, String field) {
        LocalDate day = null;
        try {
            day = DAY_FORM.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            // The calendar does not have it.
        }
        if (day == null || day.isBefore(EffectiveAt.EARLIEST)) {
            form.refuse(field, ProblemCode.DATE_MALFORMED, "has to be a date from 1900 on such as 2026-01-31");
            return null;
        }
        return day;
    }
}
