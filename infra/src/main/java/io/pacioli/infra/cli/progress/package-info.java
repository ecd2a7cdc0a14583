/** How commands that take their time say how far they have come. */
@org.jspecify.annotations.NullMarked
package io.pacioli.infra.cli.progress;
