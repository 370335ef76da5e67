/** The queries over HTTP: all at once, under one deadline, paged, within limits. */
@NullMarked
package org.lumbarcds.fetch.http;

import org.jspecify.annotations.NullMarked;
