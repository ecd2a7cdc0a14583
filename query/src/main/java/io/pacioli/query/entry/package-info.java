/** What was posted to an account, line by line. */
package io.pacioli.query.entry;
