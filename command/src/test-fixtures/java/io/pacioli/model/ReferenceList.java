package io.pacioli.model;

import java.util.List;

/**
 * A list that can be asked for, and what has to be in it.
 *
 * @param what transactions, entries or accounts
 * @param path behind that of the ledger, with parameters
 * @param rows what tells one row from another, in words
 */
public record ReferenceList(String what, String path, List<String> rows) {}
