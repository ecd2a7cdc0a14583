/** The language that filters are written in. */
package io.pacioli.query.filter;
