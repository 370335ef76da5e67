/**
 * Whether a drug may be offered (specification 4): the judgement of one drug, and the choice among those that are judged safe.
 * Two classes: what is asked of the record is in {@code grounds}, what each label says of it in {@code labels}.
 */
@NullMarked
package org.lumbarcds.guideline.safety;

import org.jspecify.annotations.NullMarked;
