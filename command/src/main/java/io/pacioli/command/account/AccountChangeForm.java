package io.pacioli.command.account;

import io.pacioli.command.form.Form;
import io.pacioli.command.form.MetadataChangeForm;
import io.pacioli.command.form.Notation;
import io.pacioli.command.form.Notations;
import io.pacioli.domain.account.AccountName;
import io.pacioli.domain.account.AccountPath;
import io.pacioli.domain.account.ChangeAccountMetadata;
import io.pacioli.domain.account.CloseAccount;
import io.pacioli.domain.account.FreezeAccount;
import io.pacioli.domain.account.Frozen;
import io.pacioli.domain.account.RenameAccount;
import io.pacioli.domain.account.ReopenAccount;
import io.pacioli.domain.account.UnfreezeAccount;
import io.pacioli.domain.ledger.LedgerId;
import io.pacioli.domain.message.MetadataChange;
import org.jspecify.annotations.Nullable;

/** What is to become of an account as a request gives it; null each time where something is wrong with it, which is noted. */
final class AccountChangeForm {

    private static final Notation<Frozen> DIRECTION = Notations.wordOf(Frozen.WORDS);

    private AccountChangeForm() {}

    static @Nullable FreezeAccount freeze(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        Frozen direction = form.required("direction", DIRECTION);
        form.end();
        return direction == null || !form.isSound()
                ? null
                : new FreezeAccount(ledger, account, direction, expectedVersion);
    }

    static @Nullable UnfreezeAccount unfreeze(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        form.end();
        return form.isSound() ? new UnfreezeAccount(ledger, account, expectedVersion) : null;
    }

    static @Nullable CloseAccount close(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        form.end();
        return form.isSound() ? new CloseAccount(ledger, account, expectedVersion) : null;
    }

    static @Nullable ReopenAccount reopen(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        form.end();
        return form.isSound() ? new ReopenAccount(ledger, account, expectedVersion) : null;
    }

    static @Nullable RenameAccount rename(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        AccountName name = form.requiredOrNull("name", AccountForm.NAME);
        form.end();
        return form.isSound() ? new RenameAccount(ledger, account, name, expectedVersion) : null;
    }

    static @Nullable ChangeAccountMetadata metadata(
            Form form, LedgerId ledger, AccountPath account, @Nullable Long expectedVersion) {
        MetadataChange change = MetadataChangeForm.read(form);
        return change == null ? null : new ChangeAccountMetadata(ledger, account, change, expectedVersion);
    }
}
