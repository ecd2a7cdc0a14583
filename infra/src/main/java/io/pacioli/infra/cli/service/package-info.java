/** The service as commands meet it over HTTP, in peace: asked with patience, and understood. */
@org.jspecify.annotations.NullMarked
package io.pacioli.infra.cli.service;
