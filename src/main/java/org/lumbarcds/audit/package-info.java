/**
 * The audit log: one line per call, for who has to account for what was asked and answered. Holds no patient data and no
 * token. Two classes: the log and its wiring.
 */
@NullMarked
package org.lumbarcds.audit;

import org.jspecify.annotations.NullMarked;
