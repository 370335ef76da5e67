/** Rules of care but for drugs ordered, one class each: imaging, rest, therapy, red flags, and what to do in which week. Specification 3. */
@NullMarked
package org.lumbarcds.guideline.rules.care;

import org.jspecify.annotations.NullMarked;
