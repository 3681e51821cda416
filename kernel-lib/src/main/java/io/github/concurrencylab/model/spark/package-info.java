/**
 * The model on a distributed engine: Apache Spark, on this machine or on a cluster.
 *
 * <p>Spark is no library of ours. Its jars lie in the user's cache and on no class path but that of
 * the driver, a child process that lives as long as a session. The one class that is written
 * against Spark is a resource, compiled against those jars where it is first needed: so nobody
 * downloads Spark who does not use it, and the class always fits the lab it came with.
 *
 * <p>Messages of bounded size cross the driver's pipes. What executors send to the driver is
 * Spark's own affair; results come from there as bytes, and are read as {@link
 * io.github.concurrencylab.model.transfer} reads those of child processes.
 */
@NullMarked
package io.github.concurrencylab.model.spark;

import org.jspecify.annotations.NullMarked;
