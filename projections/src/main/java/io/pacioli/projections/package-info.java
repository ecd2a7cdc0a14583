/**
 * The read models: event handlers, the tables that they fill, and the readers over these. Nothing here decides anything.
 */
package io.pacioli.projections;
