/** What queries have in common when they come in: names in paths, parameters, pages, and the position that they want to see. */
package io.pacioli.query.request;
