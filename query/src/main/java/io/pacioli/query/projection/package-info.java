/** How far the read tables are. */
package io.pacioli.query.projection;
