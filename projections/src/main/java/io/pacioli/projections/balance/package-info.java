/** What accounts hold, now and at the end of any past day. */
package io.pacioli.projections.balance;
