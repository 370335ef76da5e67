/**
 * Answers a call: rules evaluated, missing data fetched, cards written, what happened told (specification 6.2).
 */
@NullMarked
package org.lumbarcds.hooks.answering;

import org.jspecify.annotations.NullMarked;
