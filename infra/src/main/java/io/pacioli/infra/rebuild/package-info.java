/** What operators do about rebuilds of read tables, over REST. */
package io.pacioli.infra.rebuild;
