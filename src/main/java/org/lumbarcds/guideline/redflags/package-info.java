/** Red flags (specification 1.5). */
@NullMarked
package org.lumbarcds.guideline.redflags;

import org.jspecify.annotations.NullMarked;
