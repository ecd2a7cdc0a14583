package io.pacioli.domain.message;

/**
 * An event that several aggregates may apply in one unit of work while the store keeps it once.
 *
 * <p>It is the same fact where it is the same instance; two equal instances are two facts.
 */
public interface SharedFact extends Event {}
