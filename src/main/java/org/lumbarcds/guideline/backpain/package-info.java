/** Whether low back pain is present, and since when (specification 1.2 and 1.4). */
@NullMarked
package org.lumbarcds.guideline.backpain;

import org.jspecify.annotations.NullMarked;
