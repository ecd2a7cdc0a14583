package io.pacioli.projections.filter;

/** What a term is about; which of them a list knows is the list's own matter. */
public enum Field {
    ACCOUNT,
    TYPE,
    STATUS,
    OPENED_AT,
    CURRENCY,
    METADATA,
    ID,
    REFERENCE,
    EFFECTIVE_DATE,
    RECORDED_AT,
    POSITION,
    DIRECTION,
    BALANCE,
    AMOUNT
}
