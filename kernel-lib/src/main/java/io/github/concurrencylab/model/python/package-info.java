/**
 * The models of CPython: its own threads, event loop and processes, run by a real interpreter, as
 * an independent measure beside Java's.
 *
 * <p>One script, a resource of this package, does all the work on the other side. Lines of JSON
 * cross the pipes, of bounded length and known kinds. Each process gives a sign of life each
 * second; one that gives none and uses no processor for long is ended. The interpreter ends when
 * its standard input ends, and its children end with it, so that none outlives this virtual
 * machine, however that ends.
 */
@NullMarked
package io.github.concurrencylab.model.python;

import org.jspecify.annotations.NullMarked;
