/** What the rows of a list have to be like, typed and checked, and by which of it an index finds them. */
package io.pacioli.projections.filter;
