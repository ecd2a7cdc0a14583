/** What the service's own process takes of the machine. */
package io.pacioli.infra.process;
