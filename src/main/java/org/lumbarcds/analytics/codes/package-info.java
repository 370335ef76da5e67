/** Codes that the tables lack. */
@NullMarked
package org.lumbarcds.analytics.codes;

import org.jspecify.annotations.NullMarked;
