package io.pacioli.domain.decision;

/**
 * One offending field of a request.
 *
 * @param pointer where it stands in the request's body, a JSON pointer (RFC 6901), or the name of a parameter or header
 * @param detail what is wrong with it and what would be right, never the value of a field that may name a person
 */
public record Violation(String pointer, ProblemCode code, String detail) {}
