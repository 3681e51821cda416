/** The one schema of figures as JSON, and the published figures that come with the lab. */
@NullMarked
package io.github.concurrencylab.results.json;

import org.jspecify.annotations.NullMarked;
