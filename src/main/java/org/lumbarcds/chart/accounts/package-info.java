/** What the service makes of single entries, in words: for who wants to check it. Decides nothing. */
@NullMarked
package org.lumbarcds.chart.accounts;

import org.jspecify.annotations.NullMarked;
