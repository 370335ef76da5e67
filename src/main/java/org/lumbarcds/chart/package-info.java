/** What a call brings, and the reader that makes a chart of it. How it is read is in the packages below. */
@NullMarked
package org.lumbarcds.chart;

import org.jspecify.annotations.NullMarked;
