/**
 * The model on a distributed engine: Apache Spark, on this machine or on a cluster.
 *
 * <p>Spark is no library of ours. Its jars lie in the user's cache and on no class path but that of
 * the driver, a child process that lives as long as a session. The one class that is written
 * against Spark is a resource, compiled against those jars where it is first needed: so nobody
 * downloads Spark who does not use it, and the class always fits the lab it came with.
 */
@NullMarked
package io.github.concurrencylab.model.spark;

import org.jspecify.annotations.NullMarked;
