/**
 * What clinicians answered to cards: checked, stored, counted (specification 6.5). Writes behind the calls, never in
 * their way.
 */
@NullMarked
package org.lumbarcds.feedback;

import org.jspecify.annotations.NullMarked;
