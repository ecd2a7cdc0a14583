/** The journal as it is stored. */
package io.pacioli.query.journal;
