/**
 * The read side: the REST API that answers from the read tables, and the caches in front of them. Nothing here writes a table.
 */
package io.pacioli.query;
