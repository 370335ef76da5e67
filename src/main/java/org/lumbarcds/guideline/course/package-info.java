/** How long an order lasts, and what belongs to one course (specification 2). */
@NullMarked
package org.lumbarcds.guideline.course;

import org.jspecify.annotations.NullMarked;
