/** What an operator can set, as typed records; {@code docs/configuration.md} is the same in words, and a test compares them. */
package io.pacioli.infra.settings;
