/**
 * Models whose tasks run on threads of this virtual machine: the plain loop, pools, the event loop,
 * virtual threads, fork/join and streams.
 */
@NullMarked
package io.github.concurrencylab.model.thread;

import org.jspecify.annotations.NullMarked;
