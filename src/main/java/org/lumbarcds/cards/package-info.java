/** What cards are, and what a writer of them is given. Who writes them is in {@code cards.writing}. */
@NullMarked
package org.lumbarcds.cards;

import org.jspecify.annotations.NullMarked;
