/** How much of a drug is taken in a day, by codes, numbers and words (specification 2). */
@NullMarked
package org.lumbarcds.guideline.dose;

import org.jspecify.annotations.NullMarked;
