/** HTTP around both APIs: how requests come in, and how everything that goes wrong is told as a problem (RFC 9457). */
package io.pacioli.infra.web;
