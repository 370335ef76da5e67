/**
 * Configuration under {@code lumbar.*}: typed, with safe defaults, validated at start-up.
 */
@NullMarked
package org.lumbarcds.settings;

import org.jspecify.annotations.NullMarked;
