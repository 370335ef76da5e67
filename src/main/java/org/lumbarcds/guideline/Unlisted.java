package org.lumbarcds.guideline;

import org.lumbarcds.guideline.model.UnknownCode;
import org.lumbarcds.guideline.model.UnknownEntry;

/**
 * What a site could add to a table, so that an entry counts as known. Names no patient and holds no words of the record.
 *
 * @param kind what sort of entry has the code
 * @param code the code
 */
public record Unlisted(UnknownEntry.Kind kind, UnknownCode code) {}
