/**
 * Rules and how they are evaluated together; what a rule may ask. Knows nothing of backs (specification 3).
 */
@NullMarked
package org.lumbarcds.guideline.engine;

import org.jspecify.annotations.NullMarked;
