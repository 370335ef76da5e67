/** The process: {@link org.lumbarcds.LumbarCdsApplication} starts it. */
@NullMarked
package org.lumbarcds;

import org.jspecify.annotations.NullMarked;
