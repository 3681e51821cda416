/**
 * What every child process needs, whatever runs in it: its start, its stdin and stderr, its
 * processor time, the signs that it lives, and its end.
 */
@NullMarked
package io.github.concurrencylab.model.child;

import org.jspecify.annotations.NullMarked;
