@NullMarked
package io.github.concurrencylab.notebook.jjava;

import org.jspecify.annotations.NullMarked;
