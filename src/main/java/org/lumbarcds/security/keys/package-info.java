/** The keys of registered clients, from a file or their server. */
@NullMarked
package org.lumbarcds.security.keys;

import org.jspecify.annotations.NullMarked;
