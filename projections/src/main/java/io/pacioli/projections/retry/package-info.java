/** Making up for what projections have passed over of a ledger. */
package io.pacioli.projections.retry;
