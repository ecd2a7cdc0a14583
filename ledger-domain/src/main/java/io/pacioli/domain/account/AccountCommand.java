package io.pacioli.domain.account;

import io.pacioli.domain.message.Command;

/** A command about one account. */
public sealed interface AccountCommand extends Command permits OpenAccount {

    AccountPath account();
}
