/** Rules of drugs ordered or running, one class each: what is first line, how long, beside what, against which label. Specification 3. */
@NullMarked
package org.lumbarcds.guideline.rules.drugs;

import org.jspecify.annotations.NullMarked;
