package io.pacioli.domain.account;

/** Something about an account itself has changed since it was opened. */
public sealed interface AccountChanged extends AccountEvent
        permits AccountLimitsChanged,
                AccountFrozen,
                AccountUnfrozen,
                AccountClosed,
                AccountReopened,
                AccountRenamed,
                AccountMetadataChanged {

    /** How many events the account has seen, this one included. */
    long version();
}
