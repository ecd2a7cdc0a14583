/** Sums up what the closing of periods needs to know of earlier days. */
package io.pacioli.infra.closing;
