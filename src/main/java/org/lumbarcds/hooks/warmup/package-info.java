/** Calls the service itself before it is ready, so that the first caller does not wait. */
@NullMarked
package org.lumbarcds.hooks.warmup;

import org.jspecify.annotations.NullMarked;
