/** Orders and what they say of dose and supply. */
@NullMarked
package org.lumbarcds.guideline.model.orders;

import org.jspecify.annotations.NullMarked;
