/** Which drug is it? By product, ingredient, ATC class or name (specification 1.1). */
@NullMarked
package org.lumbarcds.terminology.drugs;

import org.jspecify.annotations.NullMarked;
