/**
 * What is kept: the cards that calls issued, and what clients answered to them. Writes behind the calls, never in their
 * way; speaks SQL, never HTTP.
 */
@NullMarked
package org.lumbarcds.feedback;

import org.jspecify.annotations.NullMarked;
