/** Drugs, their ingredients and classes. */
@NullMarked
package org.lumbarcds.guideline.model.drugs;

import org.jspecify.annotations.NullMarked;
