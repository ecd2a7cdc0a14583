/**
 * The load generator: loads a service over HTTP, measures how it answers, and audits that what it acknowledged is there, once.
 *
 * <p>{@link io.pacioli.infra.cli.benching.Benching} runs the steps. {@link io.pacioli.infra.cli.benching.Load} decides what is
 * sent when and takes what came of it, without a clock or a network of its own; {@link io.pacioli.infra.cli.benching.HttpLoop}
 * is its network.
 */
@org.jspecify.annotations.NullMarked
package io.pacioli.infra.cli.benching;
