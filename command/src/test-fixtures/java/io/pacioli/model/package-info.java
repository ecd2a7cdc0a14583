/**
 * What the ledger has to do, once more and as simply as possible: maps and integers, no framework, and no type of the product, so
 * that nothing can be wrong in both. Tests of several modules compare the product with it, step by step.
 */
package io.pacioli.model;
