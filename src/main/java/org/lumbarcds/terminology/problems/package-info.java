/** What a problem or an allergy means, and whether anything accounts for it (specification 4.2). */
@NullMarked
package org.lumbarcds.terminology.problems;

import org.jspecify.annotations.NullMarked;
