/**
 * Errors as the caller sees them, OperationOutcomes that name the field and the mend, and as the log sees them, without
 * patient data.
 */
@NullMarked
package org.lumbarcds.errors;

import org.jspecify.annotations.NullMarked;
