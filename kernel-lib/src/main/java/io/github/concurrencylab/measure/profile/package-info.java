/** What threads do while tasks run: the recorder's samples, by method, lock and allocated type. */
@NullMarked
package io.github.concurrencylab.measure.profile;

import org.jspecify.annotations.NullMarked;
