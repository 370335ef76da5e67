/**
 * The domain: what the guideline's rules see of a call. Pure Java records, no FHIR types, no JSON, no I/O. Whoever
 * fills them (the {@code chart} package) has already compared codes with the value sets.
 */
@NullMarked
package org.lumbarcds.guideline.model;

import org.jspecify.annotations.NullMarked;
