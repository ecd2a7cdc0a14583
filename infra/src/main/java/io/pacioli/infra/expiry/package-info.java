/** Lets holds expire: looks for those whose time has come, on one node at a time, and sends the commands that release them. */
package io.pacioli.infra.expiry;
