/** Tables: the names of all columns, how cells are written, and one class per kind of table. */
@NullMarked
package io.github.concurrencylab.table;

import org.jspecify.annotations.NullMarked;
