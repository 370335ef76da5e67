/** What one resource says: a problem, an order with its dosage, an allergy, a result. */
@NullMarked
package org.lumbarcds.chart.entries;

import org.jspecify.annotations.NullMarked;
