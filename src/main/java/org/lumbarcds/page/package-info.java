/** The page at {@code /}: its files, and the shipped examples that it offers, dated for the service's day. */
@NullMarked
package org.lumbarcds.page;

import org.jspecify.annotations.NullMarked;
