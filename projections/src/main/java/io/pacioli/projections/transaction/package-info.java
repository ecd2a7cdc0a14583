/** Where to find transactions: by place in the journal, id, reference and effective date. */
package io.pacioli.projections.transaction;
