/**
 * Asks the FHIR server of a client for what a call did not bring: what is asked and what came of it (specification
 * 6.2).
 */
@NullMarked
package org.lumbarcds.fetch;

import org.jspecify.annotations.NullMarked;
