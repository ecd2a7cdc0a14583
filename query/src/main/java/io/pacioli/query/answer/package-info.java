/** What the answers of queries have in common. */
package io.pacioli.query.answer;
