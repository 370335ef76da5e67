/** Reading FHIR JSON where it is: entries of a Bundle, references, dates. */
@NullMarked
package org.lumbarcds.chart.json;

import org.jspecify.annotations.NullMarked;
