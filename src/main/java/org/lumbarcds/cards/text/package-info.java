/** Plain text and Markdown of a card: escaping, shortening, passages (specification 5). */
@NullMarked
package org.lumbarcds.cards.text;

import org.jspecify.annotations.NullMarked;
