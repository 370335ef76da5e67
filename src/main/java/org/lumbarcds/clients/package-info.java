/**
 * Who calls: the registered clients and the caller of one request. Knows nothing of how a caller proved who it is.
 */
@NullMarked
package org.lumbarcds.clients;

import org.jspecify.annotations.NullMarked;
