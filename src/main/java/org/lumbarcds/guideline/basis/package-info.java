/** What findings rest on: facts for the card, cautions, the judgement of a drug (specification 4). */
@NullMarked
package org.lumbarcds.guideline.basis;

import org.jspecify.annotations.NullMarked;
