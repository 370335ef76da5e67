/**
 * Value sets and what they mean: which drug is it, what kind of problem, what kind of order. Loaded once at start-up from {@code fhir-resources/valuesets/}; immutable afterwards.
 */
@NullMarked
package org.lumbarcds.terminology;

import org.jspecify.annotations.NullMarked;
