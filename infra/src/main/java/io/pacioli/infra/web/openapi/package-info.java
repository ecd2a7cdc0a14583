/**
 * The machine-readable description of the API (OpenAPI 3.0).
 *
 * <p>Handlers read and write bytes, so that what springdoc finds of them by reflection is only where they are; the rest is said
 * here, with the domain's own bounds, and tests hold it to what the service takes and answers.
 */
package io.pacioli.infra.web.openapi;
