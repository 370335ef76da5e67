/** Whether a drug may be offered, and what speaks against it (specification 4). */
@NullMarked
package org.lumbarcds.guideline.safety;

import org.jspecify.annotations.NullMarked;
