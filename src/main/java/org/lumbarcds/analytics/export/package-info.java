/** Feedback exported. */
@NullMarked
package org.lumbarcds.analytics.export;

import org.jspecify.annotations.NullMarked;
