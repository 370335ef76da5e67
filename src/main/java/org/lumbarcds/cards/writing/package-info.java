/**
 * Writes the cards of a call: which findings stand on which card, what was not offered or not checked (specification
 * 5).
 */
@NullMarked
package org.lumbarcds.cards.writing;

import org.jspecify.annotations.NullMarked;
