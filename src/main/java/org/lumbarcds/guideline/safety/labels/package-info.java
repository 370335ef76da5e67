/** What the label of each drug, and the Beers criteria, say against it: one class per drug or part of a label (specification 4). */
@NullMarked
package org.lumbarcds.guideline.safety.labels;

import org.jspecify.annotations.NullMarked;
