/** Links feedback to the cards that it is about, and counts what was shown once. */
@NullMarked
package org.lumbarcds.feedback.linking;

import org.jspecify.annotations.NullMarked;
