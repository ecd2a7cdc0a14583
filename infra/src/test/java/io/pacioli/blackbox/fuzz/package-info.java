/** The API under fire: malformed and mutated requests to every endpoint, as bytes on a socket, of which none may do harm. */
package io.pacioli.blackbox.fuzz;
