/**
 * What cards are, and what a writer of them is given. Who writes them is in {@code cards.writing}. Decides nothing
 * clinical.
 */
@NullMarked
package org.lumbarcds.cards;

import org.jspecify.annotations.NullMarked;
