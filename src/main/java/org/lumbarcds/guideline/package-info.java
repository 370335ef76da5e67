/**
 * The guideline: one class per rule, each a pure function from a {@link org.lumbarcds.guideline.engine.Situation} to a
 * {@link org.lumbarcds.guideline.engine.Verdict}, and the concepts they share (episode, course, therapy). Pure Java: no Spring,
 * no HTTP, no JSON, no FHIR library, no clock. Numbers come from {@link org.lumbarcds.guideline.engine.Numbers}.
 */
@NullMarked
package org.lumbarcds.guideline;

import org.jspecify.annotations.NullMarked;
