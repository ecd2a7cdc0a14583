package io.pacioli.domain.account;

import io.pacioli.domain.message.Event;

/** A fact about one account itself. */
public sealed interface AccountEvent extends Event permits AccountOpened, AccountChanged {

    AccountPath account();
}
