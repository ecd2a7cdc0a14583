/**
 * Reading requests: from bytes to JSON to the values of the domain, with everything that is wrong on the way found at once.
 */
package io.pacioli.command.form;
