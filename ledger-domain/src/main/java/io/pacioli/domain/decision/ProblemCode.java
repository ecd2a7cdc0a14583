package io.pacioli.domain.decision;

/**
 * Every stable code with which Pacioli refuses something, with what it means and what to do about it.
 *
 * <p>A code is never renamed and never reused; {@code docs/errors.md} lists them all.
 */
public enum ProblemCode {
    INVALID_REQUEST(
            Kind.INVALID, "Several fields of the request are wrong.", "Correct every field that violations names."),
    PATH_UNKNOWN(Kind.NOT_FOUND, "There is nothing at this path.", "Correct the path; /docs lists them all."),
    METHOD_NOT_ALLOWED(
            Kind.METHOD_NOT_ALLOWED,
            "The path does not take this method.",
            "Use one of the methods that the header Allow names."),
    NOT_ACCEPTABLE(
            Kind.NOT_ACCEPTABLE,
            "The service cannot answer in a format that the header Accept allows.",
            "Accept application/json, or leave the header out."),
    CONTENT_TYPE_UNSUPPORTED(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            "The body is of a type that the path does not take.",
            "Send JSON in UTF-8 with Content-Type: application/json."),
    CONTENT_ENCODING_UNSUPPORTED(
            Kind.UNSUPPORTED_MEDIA_TYPE, "The body is compressed.", "Send the body without Content-Encoding."),
    REQUEST_MALFORMED(
            Kind.INVALID,
            "The request is not proper HTTP, or its request line and headers are too long.",
            "Correct the request line, the headers and their percent-encoding, and keep them within 8 KiB."),
    REQUEST_TIMED_OUT(
            Kind.INVALID,
            "The body did not arrive in time, or ended before its announced length.",
            "Send the request again with the same Idempotency-Key."),
    PARAMETER_UNKNOWN(
            Kind.INVALID, "The path does not know a parameter of the query.", "Leave it out, or correct its name."),
    PARAMETER_MALFORMED(
            Kind.INVALID, "A parameter is missing or not of its form.", "Correct the parameter that violations names."),
    LIMIT_OUT_OF_RANGE(
            Kind.INVALID,
            "The limit of a page is not 1 to 1,000.",
            "Ask for 1 to 1,000 items, and follow next for more."),
    FILTER_MALFORMED(
            Kind.INVALID,
            "The filter is not one of the language that filters are written in, or is about what this list does not know.",
            "Write it as violations says; docs/filters.md has the language and each list's fields."),
    CURSOR_INVALID(
            Kind.INVALID,
            "The cursor is not one that this very list has handed out.",
            "Send next as it was given, with the same path, filters and order; or leave it out and begin anew."),
    POSITION_MALFORMED(
            Kind.INVALID,
            "The header Ledger-Position is not a position, or was sent more than once.",
            "Send the Ledger-Position of an answer as it was given, or leave the header out."),
    POSITION_AHEAD(
            Kind.INVALID,
            "The header Ledger-Position is ahead of everything that was ever recorded.",
            "Send a position that this installation has answered with, or leave the header out."),
    JOURNAL_NUMBER_AHEAD(
            Kind.INVALID,
            "An event to go on from is ahead of everything that was ever recorded in the ledger.",
            "Send the number of an event that this ledger has, or begin anew: what was seen there is not in this journal."),
    KNOWN_AT_AHEAD(
            Kind.INVALID,
            "A query is to be answered as known at an event, or at a moment, that is ahead of everything that was ever recorded.",
            "Send the journal number of an event that the ledger has, or a moment up to the one that detail names; or leave knownAt out."),
    IDEMPOTENCY_KEY_MISSING(
            Kind.INVALID,
            "A POST came without the header Idempotency-Key.",
            "Send a fresh key (a UUID, say) with each new request, and the same key when you retry it."),
    IDEMPOTENCY_KEY_MALFORMED(
            Kind.INVALID,
            "The Idempotency-Key is empty or has characters other than visible ASCII.",
            "Use 1 to 255 visible ASCII characters without blanks."),
    IDEMPOTENCY_KEY_TOO_LONG(
            Kind.INVALID, "The Idempotency-Key has more than 255 characters.", "Use a shorter key; a UUID will do."),
    IDEMPOTENCY_KEY_REPEATED(
            Kind.INVALID, "The header Idempotency-Key was sent more than once.", "Send it exactly once."),
    ACTOR_MALFORMED(
            Kind.INVALID,
            "The header Pacioli-Actor is not 1 to 128 characters of text, or was sent more than once.",
            "Send one short name without control characters, or leave the header out."),
    IF_MATCH_MALFORMED(
            Kind.INVALID,
            "The header If-Match is not the ETag of an account or a ledger, or was sent more than once.",
            "Send one ETag as it was given (\"v7\"), or *, or leave the header out."),
    BODY_TOO_LARGE(
            Kind.TOO_LARGE,
            "The body is larger than the path takes: 8 MiB for batches, 1 MiB otherwise.",
            "Split the request."),
    BODY_EMPTY(Kind.INVALID, "The request has no body.", "Send a JSON object."),
    UTF8_MALFORMED(Kind.INVALID, "The body is not well-formed UTF-8.", "Encode the body in UTF-8, strictly."),
    JSON_MALFORMED(
            Kind.INVALID,
            "The body is not one JSON value in the strict sense of RFC 8259.",
            "Correct the JSON at the place that detail names."),
    JSON_TOO_COMPLEX(
            Kind.INVALID,
            "The JSON nests too deeply, has too many values, or one that is far too long.",
            "Send only what the path's schema describes."),
    FIELD_DUPLICATE(Kind.INVALID, "An object has a field of one name twice.", "Leave one of them out."),
    FIELD_UNKNOWN(
            Kind.INVALID,
            "The body has a field that the path does not know.",
            "Leave it out, or correct its name; notes of your own go to metadata."),
    FIELD_MISSING(Kind.INVALID, "A required field is missing or null.", "Add the field."),
    FIELD_TYPE_WRONG(
            Kind.INVALID,
            "A field's value is of another JSON type than the one expected; amounts are strings.",
            "Send the type that detail names."),
    VALUE_UNKNOWN(Kind.INVALID, "A field's value is not one of those it may have.", "Use one that detail names."),
    TEXT_EMPTY(Kind.INVALID, "A text that may not be empty is.", "Fill it in, or leave an optional field out."),
    TEXT_TOO_LONG(Kind.INVALID, "A text has more characters than it may have.", "Shorten it."),
    CONTROL_CHARACTER(
            Kind.INVALID,
            "A text has a control character, such as a line break, a tab or NUL.",
            "Remove it or replace it by a blank."),
    UNICODE_MALFORMED(
            Kind.INVALID,
            "A text has half of a surrogate pair, which is no character.",
            "Send well-formed Unicode; check where the text was cut."),
    LEDGER_ID_MALFORMED(
            Kind.INVALID,
            "A ledger's id is not of its form.",
            "Use 1 to 63 lower-case letters, digits and inner hyphens."),
    ACCOUNT_PATH_MALFORMED(
            Kind.INVALID,
            "An account's path is not of its form.",
            "Use 1 to 16 segments with colons between them, at most 255 characters; a segment begins with a letter or a digit"
                    + " and goes on with letters, digits, dots, underscores and hyphens."),
    TRANSACTION_ID_MALFORMED(
            Kind.INVALID,
            "A transaction's id is not a UUID.",
            "Write it as 8-4-4-4-12 hexadecimal digits, or leave it out to be given one."),
    CURRENCY_CODE_MALFORMED(
            Kind.INVALID,
            "A currency's code is not of its form.",
            "Use an upper-case letter, then up to 23 upper-case letters, digits, dots, underscores and hyphens, the last a"
                    + " letter or a digit; behind a slash, its decimal places may follow, 0 to 18 (USD/2)."),
    CURRENCY_SCALE_MISSING(
            Kind.INVALID,
            "A currency that ISO 4217 does not know came without its decimal places.",
            "Add scale, 0 to 18."),
    CURRENCY_SCALE_OUT_OF_RANGE(
            Kind.INVALID, "A currency has fewer than 0 or more than 18 decimal places.", "Use a scale of 0 to 18."),
    CURRENCY_SCALE_MISMATCH(
            Kind.INVALID,
            "The scale is not the one that ISO 4217 gives the currency, or not the one behind its code.",
            "Leave scale out for currencies of ISO 4217 and where it stands behind the code, or choose another code."),
    CURRENCY_DUPLICATE(Kind.INVALID, "A list of currencies has one twice.", "Leave one of them out."),
    CURRENCIES_EMPTY(
            Kind.INVALID,
            "An account is to be kept in no currency.",
            "Name at least one, or leave currencies out for all of the ledger's."),
    CURRENCIES_TOO_MANY(
            Kind.INVALID, "A ledger or an account has more than 1,000 currencies.", "Open several ledgers."),
    TIME_ZONE_UNKNOWN(
            Kind.INVALID,
            "The time zone is not a region of the IANA database.",
            "Use a region such as Europe/Berlin, or UTC; fixed offsets are not taken."),
    DATE_MALFORMED(
            Kind.INVALID,
            "A date is not of its form, a day that the calendar does not have, or before 1900.",
            "Write a date of the calendar as year, month and day: 2026-01-31."),
    EFFECTIVE_AT_MALFORMED(
            Kind.INVALID,
            "effectiveAt is neither a timestamp nor a date, or a day that the calendar does not have.",
            "Write an RFC 3339 timestamp with its offset (2026-01-31T09:30:00Z) or a date (2026-01-31)."),
    EXPIRES_AT_MALFORMED(
            Kind.INVALID,
            "expiresAt is not a timestamp, or one of a day that the calendar does not have.",
            "Write an RFC 3339 timestamp with its offset (2026-01-31T09:30:00Z)."),
    EXPIRES_AT_NOT_TAKEN(
            Kind.INVALID,
            "expiresAt came with a transaction that is posted at once.",
            "Add \"status\": \"pending\" to hold the transaction, or leave expiresAt out."),
    ADJUSTMENT_NOT_TAKEN(
            Kind.INVALID,
            "adjustment came with a transaction that is held, not posted.",
            "Leave it out, and give it when the hold is posted."),
    AMOUNT_MALFORMED(
            Kind.INVALID,
            "An amount is not a decimal number.",
            "Write digits with at most one decimal point between them: no exponent, grouping or leading zeros, and no sign"
                    + " but a minus where a balance is meant."),
    AMOUNT_ZERO(Kind.INVALID, "An amount is zero.", "Leave the posting out."),
    AMOUNT_NEGATIVE(Kind.INVALID, "An amount is negative.", "Post a positive amount in the other direction."),
    AMOUNT_TOO_LONG(
            Kind.INVALID,
            "An amount has more than 38 digits.",
            "Write no more digits than the currency needs, and split what is larger over several transactions."),
    POSTINGS_TOO_FEW(
            Kind.INVALID,
            "A transaction has fewer than 2 postings.",
            "Name both sides: what is debited, what is credited."),
    POSTINGS_TOO_MANY(
            Kind.INVALID,
            "A transaction has more than 1,000 postings, or with an exchange more than 998.",
            "Split it into several balanced transactions."),
    FORCE_NOT_ALLOWED(
            Kind.FORBIDDEN,
            "force passes the limits and freezes of accounts, and the right to it is not granted.",
            "Leave force out, or have an operator grant the right (pacioli.rights.force)."),
    ADJUSTMENT_NOT_ALLOWED(
            Kind.FORBIDDEN,
            "adjustment posts into a closed period, and the right to it is not granted.",
            "Leave adjustment out and choose a later effectiveAt, or have an operator grant the right (pacioli.rights.adjust)."),
    METADATA_TOO_LARGE(
            Kind.INVALID, "There are more than 64 pairs of metadata, or keys to delete.", "Leave some of them out."),
    METADATA_KEY_CONTRADICTED(
            Kind.INVALID,
            "A change of metadata merges and deletes the same key.",
            "Name each key in merge or in delete, not in both."),
    CONDITIONS_TOO_MANY(Kind.INVALID, "A transaction has more than 100 conditions.", "Leave some of them out."),
    CONDITION_EMPTY(
            Kind.INVALID,
            "A condition requires nothing.",
            "Give it expectedVersion, or a currency with atLeast, atMost or equal for its balance or for what is available."),
    EXPECTED_VERSION_OUT_OF_RANGE(
            Kind.INVALID,
            "expectedVersion is not a number of events.",
            "Send the version that the account was shown with, or 0 for one that is not open."),
    LIMITS_EMPTY(Kind.INVALID, "No limits are named.", "Name at least one currency and its limits."),
    LIMITS_TOO_MANY(
            Kind.INVALID, "A request names limits in more than 100 currencies.", "Split it into several requests."),
    LIMITS_CONTRADICTORY(Kind.INVALID, "A minimum is above the maximum.", "Leave one of them out, or correct them."),
    EXCHANGE_CURRENCIES_EQUAL(
            Kind.INVALID, "An exchange gives a currency for itself.", "Name two currencies, or leave exchange out."),
    EXCHANGE_RATE_MALFORMED(
            Kind.INVALID,
            "A rate is not a positive decimal number of at most 38 digits, at most 18 of them decimal places.",
            "Write it as a string such as 1.0850: how much of to is given for one unit of from."),
    BATCH_EMPTY(Kind.INVALID, "A batch has no items.", "Put 1 to 1,000 items into it."),
    BATCH_TOO_LONG(Kind.INVALID, "A batch has more than 1,000 items.", "Split it into several batches."),
    DEPENDENCIES_TOO_MANY(
            Kind.INVALID,
            "An item of a batch depends on more than 100 others.",
            "Let it depend on the last of those that depend on each other already."),
    DEPENDENCY_NOT_EARLIER(
            Kind.INVALID,
            "An item of a batch depends on something else than an item before it.",
            "Name the places of earlier items, the first of which is 0."),
    DEPENDENCY_REPEATED(
            Kind.INVALID,
            "An item of a batch depends on another one twice.",
            "Name each item that it depends on once."),
    LEDGER_NOT_FOUND(
            Kind.NOT_FOUND,
            "There is no ledger of this id.",
            "Open the ledger first, or correct its id. A GET sees what has just been opened if it sends the Ledger-Position of that"
                    + " answer."),
    ACCOUNT_NOT_FOUND(
            Kind.NOT_FOUND,
            "The ledger has no account at this path.",
            "Open the account first, or correct its path. Upper and lower case differ. A GET sees what has just been opened if it sends"
                    + " the Ledger-Position of that answer."),
    TRANSACTION_NOT_FOUND(
            Kind.NOT_FOUND,
            "The ledger has no transaction of this id.",
            "Correct the id or the ledger. A GET sees what has just been recorded if it sends the Ledger-Position of that answer."),
    VERSION_MISMATCH(
            Kind.PRECONDITION_FAILED,
            "What is to be changed is no longer as If-Match says: its version is another one.",
            "Read it again, and decide anew by what it is now; its ETag is what to send."),
    BATCH_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "An item would make a batch lead to more than 100,000 lines.",
            "Split the batch. A hold that is posted or voided and a transaction that is taken back count with all their lines,"
                    + " metadata that are changed with one for every 64 characters that a transaction has of them."),
    LEDGER_EXISTS(Kind.CONFLICT, "A ledger of this id is open already.", "Use it, or choose another id."),
    CURRENCY_EXISTS(
            Kind.CONFLICT, "The ledger has this currency already.", "Nothing is left to do: post in this currency."),
    CURRENCY_LIMIT_REACHED(
            Kind.UNPROCESSABLE, "The ledger has as many currencies as a ledger may have.", "Open another ledger."),
    ACCOUNT_EXISTS(Kind.CONFLICT, "The ledger has an account at this path already.", "Use it, or choose another path."),
    TRANSACTION_EXISTS(
            Kind.CONFLICT,
            "The ledger has a transaction of this id already.",
            "Leave the id out to be given one. To retry a request, send it with its first Idempotency-Key."),
    REFERENCE_TAKEN(
            Kind.CONFLICT,
            "Another transaction of the ledger carries this reference.",
            "Choose another reference, or look up the transaction that has it."),
    CURRENCY_NOT_REGISTERED(
            Kind.UNPROCESSABLE,
            "The ledger does not have a currency that a posting uses.",
            "Register the currency with the ledger first."),
    CURRENCY_SCALE_DIFFERS(
            Kind.UNPROCESSABLE,
            "A currency was named with other decimal places than it has in the ledger.",
            "Write the scale that the ledger gives the currency (USD/2), or the code alone (USD)."),
    TOO_MANY_DECIMALS(
            Kind.UNPROCESSABLE,
            "An amount has more decimal places than its currency.",
            "Round the amount to the currency's decimal places yourself."),
    AMOUNT_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "An amount has more than 38 digits in the currency's smallest unit.",
            "Split the amount over several transactions."),
    UNBALANCED(
            Kind.UNPROCESSABLE,
            "Debits and credits differ in a currency.",
            "Make the debits of each currency equal its credits."),
    EXCHANGE_ONE_SIDED(
            Kind.UNPROCESSABLE,
            "A transaction that is an exchange does not give one of its currencies for the other.",
            "Let debits exceed credits in one of the two currencies, and credits debits in the other; or leave exchange out."),
    EXCHANGE_RATE_MISMATCH(
            Kind.UNPROCESSABLE,
            "What an exchange gives is not what its rate makes of it, by a smallest unit of the currency or more.",
            "Correct the rate, which is how much of to is given for one unit of from, or the amounts."),
    TRANSACTION_NOT_PENDING(
            Kind.CONFLICT,
            "The transaction was posted at once and never was a hold.",
            "Nothing is in reserve for it; to take it back, reverse it."),
    HOLD_POSTED(
            Kind.CONFLICT, "The hold has been posted already.", "Nothing is left to do; to take it back, reverse it."),
    HOLD_VOIDED(
            Kind.CONFLICT,
            "The hold has been given up already.",
            "Nothing of it is in reserve any more; hold or post the transaction anew."),
    HOLD_EXPIRED(
            Kind.CONFLICT,
            "The time of the hold has come: it can no longer be posted or voided.",
            "What it kept in reserve is released by itself, within seconds; hold or post the transaction anew."),
    HOLD_NOT_DUE(
            Kind.CONFLICT,
            "The time of the hold has not come yet.",
            "The ledger itself lets holds expire; void one that is no longer needed."),
    TRANSACTION_NOT_POSTED(
            Kind.CONFLICT,
            "Nothing of the transaction has been posted, so there is nothing to take back.",
            "Void it if it is still pending; a hold that was voided or has expired needs nothing."),
    TRANSACTION_REVERSED(
            Kind.CONFLICT,
            "All of the transaction has been taken back already.",
            "Nothing is left to do: its reversals are named in it."),
    REVERSAL_LIMIT_REACHED(
            Kind.UNPROCESSABLE,
            "The transaction has been taken back in as many parts as it may be.",
            "Post what else has to be corrected as a transaction of its own."),
    REVERSAL_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "A posting asks for more to be taken back than is left of that line of the transaction.",
            "Name the lines as they stand in the transaction, with no more than is left of each; leave postings out to take back"
                    + " all that is left."),
    POSTING_EXCEEDS_HOLD(
            Kind.UNPROCESSABLE,
            "A posting asks for more than is held of that line of the transaction.",
            "Name the lines as they stand in the hold, with no more than is held of each; leave postings out to post all of it."),
    METADATA_CHANGE_LIMIT_REACHED(
            Kind.UNPROCESSABLE,
            "The metadata of the transaction have been changed as often as they may be.",
            "Keep what changes this often elsewhere, under the transaction's id."),
    METADATA_FULL(
            Kind.UNPROCESSABLE,
            "There would be more than 64 pairs of metadata.",
            "Delete some pairs in the same request, or merge fewer."),
    EFFECTIVE_AT_OUT_OF_RANGE(
            Kind.UNPROCESSABLE,
            "A transaction may not be effective before 1900 or more than 10 years ahead.",
            "Correct effectiveAt."),
    EXPIRES_AT_NOT_AHEAD(
            Kind.UNPROCESSABLE,
            "A hold would have expired before it is placed.",
            "Choose an expiresAt that is still to come, or leave it out for a hold that does not expire."),
    PERIOD_CLOSED(
            Kind.UNPROCESSABLE,
            "The books of the ledger are closed for the day on which the transaction would be effective.",
            "Choose an effectiveAt after the day that detail names, or have the period reopened."),
    CLOSING_ENTRIES_AWAITED(
            Kind.CONFLICT,
            "The books have been closed with closing entries, which are still to be posted.",
            "Send the request that closed the books again with its Idempotency-Key, which posts them; or reopen the period."),
    ACCOUNT_NOT_OPEN(
            Kind.UNPROCESSABLE,
            "A posting goes to an account that is not in the ledger's strict chart.",
            "Open the account first, or correct its path. Upper and lower case differ."),
    ACCOUNT_TYPE_UNKNOWN(
            Kind.UNPROCESSABLE,
            "The first posting to an account would open it, and its path does not begin with an account type.",
            "Begin the path with assets, liabilities, equity, income or expenses, or open the account first."),
    ACCOUNT_CLOSED(
            Kind.CONFLICT,
            "The account is closed: nothing can be done with it but reopening it.",
            "Reopen the account, or use another one."),
    ACCOUNT_NOT_CLOSED(Kind.CONFLICT, "The account that is to be reopened is not closed.", "Nothing is left to do."),
    ACCOUNT_FROZEN_ALREADY(
            Kind.CONFLICT,
            "The account is frozen on that side already, or on both.",
            "Nothing is left to do; to freeze another side, name that one."),
    ACCOUNT_NOT_FROZEN(Kind.CONFLICT, "The account is not frozen.", "Nothing is left to do."),
    ACCOUNT_NOT_EMPTY(
            Kind.CONFLICT,
            "An account that is to be closed is not at zero in every currency, or a hold of it is open.",
            "Move what it holds elsewhere, and post or void its holds."),
    ACCOUNT_FROZEN(
            Kind.CONFLICT,
            "An account is frozen on the side to which something would be posted or held.",
            "Have the account unfrozen, or use another one. A hold of it can still be voided."),
    CURRENCY_NOT_ALLOWED(
            Kind.UNPROCESSABLE,
            "A posting is in a currency in which its account is not kept.",
            "Use another account: the currencies of one are those that it was opened for."),
    CONDITION_FAILED(
            Kind.PRECONDITION_FAILED,
            "A condition of the request does not hold of an account; each that does not is told with what was found.",
            "Read the account again and decide anew, with conditions that fit what it is now."),
    BALANCE_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "The total of an account would pass 38 digits.",
            "Post to another account: this one is full in this currency."),
    BALANCE_BELOW_MINIMUM(
            Kind.UNPROCESSABLE,
            "An account would have less available than its minimum, and less than it has now.",
            "Post less, fund the account first, or change its limits."),
    BALANCE_ABOVE_MAXIMUM(
            Kind.UNPROCESSABLE,
            "An account would hold more than its maximum, what open holds may bring included, and more than it does now.",
            "Post less, draw on the account first, or change its limits."),
    PERIOD_NOT_OVER(
            Kind.UNPROCESSABLE,
            "A period that is to be closed does not end before today in the ledger's time zone.",
            "Wait until the period is over, or close an earlier one."),
    PERIOD_CLOSED_ALREADY(
            Kind.CONFLICT,
            "The books of the ledger are closed through that day already.",
            "Nothing is left to do, or close them through a later day."),
    PERIOD_NOT_CLOSED(
            Kind.CONFLICT,
            "What is to be reopened is not closed.",
            "Reopen through a day before the one through which the books are closed, or leave through out."),
    REOPENING_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "A reopening would have to take more than 100 closing entries back.",
            "Reopen in several steps, through a later day first."),
    CLOSING_ENTRIES_OVERTAKEN(
            Kind.CONFLICT,
            "The period was reopened before its closing entries were posted.",
            "Nothing of them was posted. Close the period with a new request."),
    CLOSING_ACCOUNT_NOT_OPEN(
            Kind.UNPROCESSABLE,
            "The account that closing entries are to carry the result to is not in the ledger's strict chart.",
            "Open the account first, or correct its path. Upper and lower case differ."),
    CLOSING_ACCOUNT_NOT_EQUITY(
            Kind.UNPROCESSABLE,
            "The account that closing entries are to carry the result to is not of the type equity.",
            "Name an equity account, such as equity:retained-earnings."),
    CLOSING_ENTRIES_TOO_MANY(
            Kind.UNPROCESSABLE,
            "More income and expense accounts have a balance than one transaction of 1,000 postings can bring to zero.",
            "Bring some of them to zero before the period is closed, with transactions that are effective on its last day."),
    BATCH_REJECTED(
            Kind.UNPROCESSABLE,
            "No item of the batch could be accepted, or one of an atomic batch was rejected; nothing was recorded.",
            "Correct the items that are named and send the batch again."),
    IDEMPOTENCY_KEY_REUSED(
            Kind.UNPROCESSABLE,
            "This Idempotency-Key has been used for another request.",
            "Send a new key with a new request, and the first body with the first key."),
    QUEUE_FULL(
            Kind.UNAVAILABLE,
            "More commands are waiting than the service lets wait; this one was not taken.",
            "Send the request again with the same Idempotency-Key after the time in Retry-After."),
    DATABASE_UNAVAILABLE(
            Kind.UNAVAILABLE,
            "The database did not answer; the command may or may not have been recorded.",
            "Send the request again with the same Idempotency-Key: it takes effect once."),
    DECISION_TIMED_OUT(
            Kind.UNAVAILABLE,
            "The command was not answered in time; it may or may not be recorded.",
            "Send the request again with the same Idempotency-Key: it takes effect once."),
    POSITION_NOT_REACHED(
            Kind.TOO_LATE,
            "What was recorded up to Ledger-Position could not be read in time.",
            "Send the request again; without the header it is answered at once, from an earlier position."),
    QUERY_UNAVAILABLE(
            Kind.UNAVAILABLE,
            "The database did not answer the query, or too many requests wait already.",
            "Send the request again after the time in Retry-After."),
    FILTER_NOT_INDEXED(
            Kind.UNPROCESSABLE,
            "The filter has no condition by which an index finds what it asks for: everything would have to be read.",
            "Add a condition that violations names; docs/filters.md tells which have an index."),
    FILTER_TOO_BROAD(
            Kind.UNPROCESSABLE,
            "A pattern for accounts stands for more of them than transactions can be looked up for at once.",
            "Write more segments instead of asterisks, or ask account by account."),
    FILTER_TOO_SLOW(
            Kind.UNPROCESSABLE,
            "What the filter asks for was not found within the time that a filter may take.",
            "Narrow it down: fewer accounts, fewer days, or a condition that fewer rows fulfil."),
    REPORT_TOO_LARGE(
            Kind.UNPROCESSABLE,
            "The report has more lines than one answer may have.",
            "Narrow it down to one currency, or page through the accounts."),
    PROJECTION_BUILDING(
            Kind.UNAVAILABLE,
            "The read tables of this version of the service are being built, and cannot be read yet.",
            "Send the request again after the time in Retry-After, or ask another node. Commands are accepted meanwhile."),
    LEDGER_PARKED(
            Kind.UNAVAILABLE,
            "Read tables pass the ledger over, because they could not take in one of its events; what they say would not be all.",
            "Nothing is lost, and commands go on: post on, and have the operator retry the parked ledger."),
    LEDGER_NOT_PARKED(
            Kind.NOT_FOUND,
            "The projection does not pass the ledger over.",
            "Nothing is left to do; GET …/parked lists those that are."),
    PROJECTION_NOT_FOUND(
            Kind.NOT_FOUND, "There is no projection of this name.", "Use one that GET /v1/projections names, or all."),
    REBUILD_NOT_FOUND(
            Kind.NOT_FOUND,
            "The projection has no rebuild of this id.",
            "Use an id that the list of its rebuilds names."),
    REBUILD_RUNNING(
            Kind.CONFLICT,
            "The same read tables are being rebuilt already.",
            "Follow the rebuild that detail names, or cancel it."),
    REBUILD_ENDED(
            Kind.CONFLICT,
            "The rebuild has ended, so there is nothing left to change about it.",
            "Nothing is left to do, or begin another one."),
    REBUILD_NOT_READY(
            Kind.CONFLICT, "The rebuild cannot be switched to in the state that it is in.", "Wait until it is ready."),
    REBUILD_DIFFERS(
            Kind.CONFLICT,
            "The rebuild differs from the tables that are in use.",
            "Look at its differences; then switch to it with a reason, or cancel it."),
    REBUILD_NOT_SWITCHED(
            Kind.CONFLICT,
            "The switch to the rebuild cannot be taken back: it never was, or its former tables are gone or outdated.",
            "Begin another rebuild."),
    SHUTTING_DOWN(
            Kind.UNAVAILABLE,
            "The service is starting or stopping; the request was not taken.",
            "Send the request again with the same Idempotency-Key after the time in Retry-After."),
    INTERNAL_ERROR(
            Kind.INTERNAL,
            "Pacioli failed, and it is our fault.",
            "Send the request again with the same Idempotency-Key; report the trace id if it goes on.");

    /** What kind of answer a code is. */
    public enum Kind {
        INVALID,
        FORBIDDEN,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        CONFLICT,
        PRECONDITION_FAILED,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        UNPROCESSABLE,
        INTERNAL,
        UNAVAILABLE,
        TOO_LATE
    }

    private final Kind kind;
    private final String meaning;
    private final String remedy;

    ProblemCode(Kind kind, String meaning, String remedy) {
        this.kind = kind;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    /** What has happened, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do about it, in a sentence or two. */
    public String remedy() {
        return remedy;
    }
}
