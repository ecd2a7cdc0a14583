package io.pacioli.infra.commandbus;

import java.util.function.Supplier;

/**
 * A kind of aggregate.
 *
 * @param root the type of its root
 * @param blank makes a root about which nothing has happened yet
 * @param kept whether one is kept in memory after the batch that used it, because later ones will need it
 */
public record AggregateType<T>(Class<T> root, Supplier<T> blank, boolean kept) {}
