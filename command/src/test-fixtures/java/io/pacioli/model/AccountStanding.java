package io.pacioli.model;

import java.util.Map;

/** How an account stood after an event. */
record AccountStanding(String path, long journalNumber, String type, String status, Map<String, String> metadata) {}
