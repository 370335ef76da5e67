/**
 * One patient's data for one call: the states of each prefetch key, lazy parsing, references resolved. Compares codings with the value sets on the JSON tree and lets HAPI parse only the resources that some value set knows.
 */
@NullMarked
package org.lumbarcds.chart;

import org.jspecify.annotations.NullMarked;
