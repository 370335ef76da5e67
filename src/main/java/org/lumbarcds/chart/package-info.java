/**
 * What a call brings, and the reader that makes a chart of it: lazily, comparing codings with the value sets on the
 * JSON tree, so that HAPI parses only the resources that some value set knows. How it is read is in the packages
 * below.
 */
@NullMarked
package org.lumbarcds.chart;

import org.jspecify.annotations.NullMarked;
