/** New read tables beside those of another edition: being built, and left behind. */
package io.pacioli.projections.deployment;
