/** Events applied to the read tables in batches: gathered in memory by each projection, written with a few statements. */
package io.pacioli.projections.batch;
