package io.pacioli.domain.message;

/**
 * A right that a command needs.
 *
 * @param pointer the field of the request that makes it need it, a JSON pointer (RFC 6901)
 */
public record Claim(Right right, String pointer) {}
