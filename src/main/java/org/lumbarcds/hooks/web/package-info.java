/**
 * Filters and error answers: limits per caller, origins of browsers, never HTML and never a stack trace
 * (specification 6.3).
 */
@NullMarked
package org.lumbarcds.hooks.web;

import org.jspecify.annotations.NullMarked;
