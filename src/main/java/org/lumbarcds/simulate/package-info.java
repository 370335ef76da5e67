/**
 * What the rules would do at a site: replays the orders and encounters of a folder of FHIR data through the service's own
 * chart reader, rules and cards, and counts. Memory is bounded: the data is grouped by patient on disk.
 */
@NullMarked
package org.lumbarcds.simulate;

import org.jspecify.annotations.NullMarked;
