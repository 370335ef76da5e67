/** The card files: read, checked, and made into texts of a rule; a mistake names file and line. */
@NullMarked
package org.lumbarcds.cards.files;

import org.jspecify.annotations.NullMarked;
