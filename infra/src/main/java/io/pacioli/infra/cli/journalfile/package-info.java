/**
 * Journals in files: JSON Lines with a header, an event a line, hashes included, and an end, so that a file says itself whether it
 * is whole. {@code docs/journal.md} has the format.
 *
 * <p>Events stand in the order of the installation that they come from. Both sides follow the chain of each ledger line by line:
 * what is written was checked, and what is read is refused at its first bad line. Nothing is kept of lines that are past but where
 * each chain has come to.
 */
@org.jspecify.annotations.NullMarked
package io.pacioli.infra.cli.journalfile;
