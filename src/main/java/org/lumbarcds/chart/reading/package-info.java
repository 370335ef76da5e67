/** The chart that reads a prefetch key only when a rule asks for it, and the selections of a call. */
@NullMarked
package org.lumbarcds.chart.reading;

import org.jspecify.annotations.NullMarked;
