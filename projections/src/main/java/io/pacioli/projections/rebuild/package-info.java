/** Making read tables anew beside those that are in use, and putting them in their place. */
package io.pacioli.projections.rebuild;
