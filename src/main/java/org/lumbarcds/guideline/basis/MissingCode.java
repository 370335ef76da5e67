package org.lumbarcds.guideline.basis;

import org.lumbarcds.guideline.model.meaning.UnknownCode;
import org.lumbarcds.guideline.model.record.UnknownEntry;

/**
 * What a site could add to a table, so that an entry counts as known. Names no patient and holds no words of the record.
 *
 * @param kind what sort of entry has the code
 * @param code the code
 */
public record MissingCode(UnknownEntry.Kind kind, UnknownCode code) {}
