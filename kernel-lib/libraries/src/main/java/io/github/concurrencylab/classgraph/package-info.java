/**
 * What Tablesaw's reference to ClassGraph leads to in the kernel's jar of libraries. Tablesaw looks
 * once for its own readers and writers; ClassGraph opens every jar to find the same few names: a
 * third of a second before the first table, and four warnings of the virtual machine. ClassGraph
 * itself is not in the way of a cell that wants it.
 */
@NullMarked
package io.github.concurrencylab.classgraph;

import org.jspecify.annotations.NullMarked;
