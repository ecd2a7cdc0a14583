/**
 * The write side: the REST API that takes commands, and the handlers that decide those which span aggregates.
 *
 * <p>Nothing here knows how a command is queued, batched or stored.
 */
package io.pacioli.command;
