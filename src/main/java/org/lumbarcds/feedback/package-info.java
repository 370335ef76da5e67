/** What clinicians answered to cards: checked, stored, counted (specification 6.5). */
@NullMarked
package org.lumbarcds.feedback;

import org.jspecify.annotations.NullMarked;
