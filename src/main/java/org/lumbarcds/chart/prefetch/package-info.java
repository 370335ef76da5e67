/** The states of a prefetch key: given, in part, empty, failed, absent (specification 1.7). */
@NullMarked
package org.lumbarcds.chart.prefetch;

import org.jspecify.annotations.NullMarked;
