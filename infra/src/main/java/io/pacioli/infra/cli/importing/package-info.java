/**
 * {@code pacioli import}: a book in JSON Lines, posted over the API.
 *
 * <p>Everything that is sent has an idempotency key, and every transaction an id, that follow from what it says and from nothing
 * else. So an import that was broken off, or is run a second time, doubles nothing.
 */
package io.pacioli.infra.cli.importing;
