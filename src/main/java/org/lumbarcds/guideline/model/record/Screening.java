package org.lumbarcds.guideline.model.record;

import org.lumbarcds.guideline.model.PartialDate;

/**
 * A PHQ-2 or PHQ-9 result.
 *
 * @param label what the record calls it
 * @param date when it was taken
 */
public record Screening(String label, PartialDate date) {}
