/**
 * A stand-in for the part of ClassGraph that Tablesaw calls, once, to find its own readers and
 * writers. The real one opens every jar to find the same few names: a third of a second before the
 * first table, and four warnings of the virtual machine.
 */
@NullMarked
package io.github.classgraph;

import org.jspecify.annotations.NullMarked;
