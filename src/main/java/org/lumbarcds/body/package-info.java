/**
 * A request body read once, within limits of size, nesting and memory, and the names of its fields in messages
 * (specification 6.3).
 */
@NullMarked
package org.lumbarcds.body;

import org.jspecify.annotations.NullMarked;
