/**
 * The lab as a notebook sees it: {@link io.github.concurrencylab.Lab}, whose static methods are all
 * imported there.
 *
 * <p>One way leads through the house: workload, model, measure, results, stats, plot, report,
 * notebook. A room uses those before it; nothing uses the façade.
 */
@NullMarked
package io.github.concurrencylab;

import org.jspecify.annotations.NullMarked;
